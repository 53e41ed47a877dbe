"""What `check --fix` may touch in a text, and what it never does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir.site.mending import Known, applied, edits_of

KNOWN = Known(
    moved={"/vieux/": "/neuf/"},
    decorative=frozenset({"trait.png"}),
    size_of=lambda name: (30, 20) if name.endswith(".png") else None,
    apostrophes=True,
)
PIECES = (
    "Venez", "«", "»", "!", "?", ";", ":", " ", "\n", "\n\n", "`a ! b`", "```\nc ?\n```\n", "12",
    "%", "€", "'", "l'été", "**gras**", "[lien](/vieux/)", "![alt : x](/images/a.png)", "\r\n",
    "https://exemple.example.org/?a=b", "{{ champ }}", "::: note titre=\"A : b\"", ":::", "|",
    "| a | b |\n|:--|--:|\n", ": définition", "<!-- x ! -->", '<img src="/images/trait.png">',
    ":sourire:", "\u00a0", "\u202f", "&nbsp;", "    code !", "…", "(", ")", "–", "12:30",
)  # fmt: skip


def mended(text: str, known: Known = KNOWN) -> str:
    return applied(text, edits_of(text, known))


def shown(text: str) -> str:
    return mended(text).replace("\u202f", "_").replace("\u00a0", "~")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Bonjour! Ça va ? Oui ; non.", "Bonjour_! Ça va_? Oui_; non."),
        ("Horaires: 14 h. Prix : 5 €, 20 %.", "Horaires~: 14 h. Prix~: 5~€, 20_%."),
        ("Il dit « oui », puis «non».", "Il dit «~oui~», puis «~non~»."),
        ("**Gras** : oui !", "**Gras**~: oui_!"),
        ("L'atelier d'été", "L’atelier d’été"),
        ("Quoi?! Oui!!!", "Quoi_?! Oui_!!!"),
        ("{{ contact.name }} : bonjour", "{{ contact.name }}~: bonjour"),
        ("[ici](/vieux/#a) et [là](/vieux)", "[ici](/neuf/#a) et [là](/neuf/)"),
        ('<a href="/vieux/">ici</a>', '<a href="/neuf/">ici</a>'),
        ("Terme\n: définition", "Terme\n: définition"),
        (
            '<img src="/images/trait.png">',
            '<img src="/images/trait.png" alt="" width="30" height="20" loading="lazy">',
        ),
        ('<img src="/images/a.jpg" alt="A"/>', '<img src="/images/a.jpg" alt="A" loading="lazy"/>'),
    ],
)
def test_what_is_safe_is_mended(text: str, wanted: str) -> None:
    assert shown(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "`a ! b : c`",
        "```python\nx = a ? b : c ;\n```\n",
        "<!-- note : à faire ! -->",
        '::: note titre="A : b !"',
        "::: galerie\n- quai.jpg : Le quai !\n:::",
        "https://exemple.example.org/?a=1;b=2",
        "| Jour | Heure |\n|:-----|------:|",
        "Rendez-vous à 12:30.",
        "[vieux]: /vieux/?a ; b",
        "Un sourire :sourire: ici",
        "`[ici](/vieux/)`",
        '    <img src="/images/trait.png">',
        "![Le quai](/images/quai.jpg)",
        "<script>var a = b ? c : d;</script>",
        "déjà\u00a0: fait\u202f!",
    ],
)
def test_the_rest_is_left_as_it_is(text: str) -> None:
    assert mended(text) == text


def test_another_language_keeps_its_spaces() -> None:
    text = "Come: it is open! [here](/vieux/)"
    done = applied(text, edits_of(text, KNOWN, french=False))
    assert done == text.replace("/vieux/", "/neuf/")


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_mending_twice_changes_nothing_more(text: str) -> None:
    once = mended(text)
    assert mended(once) == once


@given(st.text(max_size=80))
def test_only_spaces_come_and_go_in_any_text(text: str) -> None:
    spaces = str.maketrans("", "", " \u00a0\u202f")
    plain = Known()
    assert mended(text, plain).translate(spaces) == text.translate(spaces)


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_line_ends_are_kept(text: str) -> None:
    ends = [mark for mark in text if mark in "\r\n"]
    assert [mark for mark in mended(text) if mark in "\r\n"] == ends
