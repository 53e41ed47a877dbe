"""The quick inline step gives what the library's own gives."""

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown

from comptoir.website import inline

EXTENSIONS = ["abbr", "attr_list", "footnotes", "md_in_html", "sane_lists", "tables"]
SIGNS = "`\\[]()!<>&;*_^: \n ab1\"'"


@cache
def converters() -> tuple[Markdown, Markdown]:
    stock, quick = (Markdown(extensions=EXTENSIONS) for _ in range(2))
    inline.quicken(quick)
    return stock, quick


def both(text: str) -> tuple[str, str]:
    stock, quick = converters()
    return stock.reset().convert(text), quick.reset().convert(text)


@pytest.mark.parametrize(
    "text",
    [
        "Du **gras**, de l'*italique*, __aussi__ et _ici_, ***les deux***.",
        "`code`, \\*échappé\\*, &eacute; &amp; & seul, <b>html</b>, <https://example.org/>",
        "[lien](/a/ \"titre\"), [par référence][r], [r], ![image](/i.jpg), ![r], note[^1]\n\n"
        "[r]: /b/ \"T\"\n[^1]: La note.",
        "fin de ligne  \net suite, <contact@example.org>, a * b * c, 2_3_4",
        "HTML abrégé\n\n*[HTML]: langage",
    ],
)  # fmt: skip
def test_each_sign_is_met(text: str):
    stock, quick = both(text)
    assert quick == stock


@pytest.mark.parametrize(
    "text", ["_ici_ et là", "__fort__ ici", "*ici*", "a_b_c", "![a](/b)", "<b>"]
)
def test_a_sign_alone_is_met(text: str):
    stock, quick = both(text)
    assert quick == stock


@settings(max_examples=400)
@given(st.text(alphabet=SIGNS, max_size=40))
def test_any_text_gives_the_same(text: str):
    stock, quick = both(text)
    assert quick == stock


def test_every_sign_belongs_to_a_pattern_of_the_library():
    quick = converters()[1]
    names = {name for name, _ in inline._named(quick.inlinePatterns)}
    assert inline.SIGNS.keys() <= names
