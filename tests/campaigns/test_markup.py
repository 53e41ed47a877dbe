"""Markdown of a campaign: one tree, three forms, and nothing that a value can turn into markup."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir.campaigns.hypertext import escape, to_html
from comptoir.campaigns.markup import read_markup, safe_url
from comptoir.campaigns.plain import to_text
from comptoir.campaigns.printable import fill_json, to_json
from comptoir.campaigns.slots import clean, fill, slot

SITE = "https://asso.example.org"
SOURCE = """## Un titre

Du texte **gras**, *penché*, un [lien](/agenda/) et un saut  
de ligne.

- un
- deux
    - dedans

3. trois
4. quatre

> une citation

| Nom | Prix |
|-----|-----:|
| Kit | 39 € |

---

Fin.
"""  # noqa: W291 - two spaces make a new line


def html(source, *values):
    return fill(to_html(read_markup(source, SITE)), values, escape)


def text(source, *values):
    return fill(to_text(read_markup(source, SITE)), values, str)


def test_the_tree_as_html(golden):
    golden("campaigns/markup.html", html(SOURCE) + "\n")


def test_the_tree_as_text(golden):
    golden("campaigns/markup.txt", text(SOURCE) + "\n")


def test_the_tree_as_data_for_print(golden):
    data = fill_json(to_json(read_markup(SOURCE, SITE)), ())
    golden("campaigns/markup.json", json.dumps(data, ensure_ascii=False, indent=1) + "\n")


@pytest.mark.parametrize(
    "source",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<div onclick='x'>\nbloc\n</div>",
        "![suivi](https://track.example.net/pixel.gif)",
        "[clic](javascript:alert(1))",
        "[clic](JaVaScRiPt:alert(1))",
        "[clic](data:text/html;base64,AAAA)",
        "[clic](//evil.example.net/)",
        "[clic](file:///etc/passwd)",
        "<https://ok.example.org/><iframe>",
    ],
)
def test_html_and_other_schemes_are_text(source):
    made = html(source)
    tags = {part.split(">")[0].split(" ")[0].strip("/") for part in made.split("<")[1:]}
    assert tags <= {"p", "a"}
    assert "javascript:" not in made.lower().replace("[clic](javascript:", "")
    if "<a " in made:
        assert 'href="https://ok.example.org/"' in made


def test_a_link_to_the_site_is_complete():
    assert safe_url("/agenda/", SITE) == "https://asso.example.org/agenda/"


def test_a_value_in_an_address_is_percent_encoded():
    made = html(f"[x](https://a.example.org/?r={slot(0)})", 'a&b="c#<')
    assert 'href="https://a.example.org/?r=a%26b%3D%22c%23%3C"' in made


def test_a_value_cannot_choose_the_scheme_of_a_link():
    assert "<a" not in html(f"[x]({slot(0)})", "javascript:alert(1)")


HOSTILE = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        [
            "<script>alert(1)</script>", "**gras**", "[x](http://e.example)", "# Titre", "- liste",
            '"><img src=x>', "{{ 7*7 }}", "{% raw %}", "\n\n# Titre", "\\", '"]}', "`code`",
            "</p><p>", "&amp;", "=?utf-8?b?SGk=?=", "\u202eoltac", "a|b|c", "#eval(\"1\")", "$x$",
        ]
    ),
)  # fmt: skip


@given(HOSTILE)
def test_a_value_never_becomes_html(value):
    value = clean(value)
    made = html(f"Bonjour **{slot(0)}**, {slot(0)}.", value)
    assert made == f"<p>Bonjour <strong>{escape(value)}</strong>, {escape(value)}.</p>"


@given(HOSTILE)
def test_a_value_never_changes_the_shape_of_a_letter(value):
    value = clean(value)
    [block] = fill_json(to_json(read_markup(f"Bonjour {slot(0)}.", SITE)), (value,))
    assert block == {
        "kind": "paragraph",
        "children": [{"kind": "text", "text": f"Bonjour {value}."}],
    }


@given(HOSTILE)
def test_a_value_is_itself_in_plain_text(value):
    value = clean(value)
    assert text(f"Bonjour {slot(0)}.", value) == f"Bonjour {value}."


@given(st.text(max_size=200))
def test_any_source_can_be_read(source):
    read_markup(source, SITE)
    json.loads(to_json(read_markup(source, SITE)))


def test_comments_of_the_author_do_not_leave():
    assert html("Avant <!-- note\nà moi --> après") == "<p>Avant  après</p>".replace("  ", " ")


def test_french_spaces_are_put():
    assert "Vraiment\u202f?" in html("Vraiment ?")
    assert "10\xa0h\xa030" in html("à 10 h 30")
