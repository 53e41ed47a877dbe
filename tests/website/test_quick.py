"""The quick parts of the Markdown converter give what the library's own give."""

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown

from comptoir.website.quick import quicken
from comptoir.website.quick.chosen import BLOCKS, TREES
from comptoir.website.quick.contents import Contents
from comptoir.website.quick.inline import SIGNS, named

EXTENSIONS = [
    "abbr", "admonition", "attr_list", "def_list", "fenced_code", "footnotes", "md_in_html",
    "sane_lists", "tables",
]  # fmt: skip
ANY = "`\\[]()!<>&;*_^: \n ab1\"'#-=|{}.+~"
LINES = [
    "Du texte, *penché* et **gras**.",
    "# Titre",
    "Titre\n=====",
    "Sous-titre\n---",
    "- - -",
    "***",
    "___",
    "- un",
    "* deux",
    "+ trois",
    "1. un",
    "2. deux",
    "> dit",
    "> > dit\n> > plus",
    ">     code",
    "    code",
    "        plus loin",
    "\tcode",
    "mot\n:   définition",
    ":   suite",
    "| a | b |\n|---|---|",
    "a | b\n--|--",
    "| c | d |",
    "[^1]: La note.",
    "Une note[^1].",
    "*[HTML]: langage",
    "du HTML",
    '[r]: /b/ "T"',
    "[lien][r], [r] et [ici](/a/)",
    '!!! note "Titre"',
    "!!! tip",
    "{: .fait }",
    "## Dit {#la}",
    "*mot*{: .fait }",
    "\\*échappé\\* \\# \\{",
    "`code` et ``a`b``",
    "```\n# code\n```",
    '<div markdown="1">\n# Dedans {.x}\n\n- un\n\n</div>',
    "<p>brut &amp; <b>gras</b></p>",
    '<span markdown="span">*a*</span>',
    "[TOC]",
    "<https://example.org/>",
    "<contact@example.org>",
    "&eacute; & AT&T; <",
    '![image](/i.jpg "titre")',
    "fin  \nsuite",
    "\x02",
    "\x021\x03",
    "<!-- dit -->",
    "<script>a < b</script>",
    "<br>",
    "<input disabled>",
    "- \n",
    ">",
    "#",
    "1.",
    ":",
    "|",
    "=",
    "-",
]


@cache
def converters() -> tuple[Markdown, Markdown]:
    stock = Markdown(extensions=[*EXTENSIONS, "toc"], output_format="html")
    quick = Markdown(extensions=[*EXTENSIONS, Contents()], output_format="html")
    quicken(quick)
    return stock, quick


def both(text: str) -> tuple[object, object]:
    stock, quick = converters()
    usual = stock.reset().convert(text), getattr(stock, "toc_tokens", None)
    ours = quick.reset().convert(text), getattr(quick, "toc_tokens", None)
    return usual, ours


def lines() -> st.SearchStrategy[str]:
    starts = st.sampled_from(["", "", "", "", "> ", "    ", "  ", "- ", "1. ", "# "])
    line = st.builds(str.__add__, starts, st.sampled_from(LINES))
    gaps = st.sampled_from(["\n", "\n\n", "\n\n", "\n\n\n"])
    pairs = st.lists(st.tuples(line, gaps), min_size=1, max_size=8)
    return pairs.map(lambda pairs: "".join(said + gap for said, gap in pairs))


@pytest.mark.parametrize("text", LINES)
def test_each_line_alone_is_met(text: str):
    stock, quick = both(text)
    assert quick == stock


@pytest.mark.parametrize(
    "start", ["> ", "    ", "- ", "mot\n:   ", "!!! note\n    ", "[^1]\n\n[^1]: "]
)
def test_each_line_is_met_within_another_part(start: str):
    for line in LINES:
        stock, quick = both(f"{start}{line}\n\n{start}{line}")
        assert quick == stock, line


@pytest.mark.parametrize(
    "text",
    [
        "Du **gras**, de l'*italique*, __aussi__ et _ici_, ***les deux***.",
        "`code`, \\*échappé\\*, &eacute; &amp; & seul, <b>html</b>, <https://example.org/>",
        "[lien](/a/ \"titre\"), [par référence][r], [r], ![image](/i.jpg), ![r], note[^1]\n\n"
        "[r]: /b/ \"T\"\n[^1]: La note.",
        "fin de ligne  \net suite, <contact@example.org>, a * b * c, 2_3_4",
        "HTML abrégé\n\n*[HTML]: langage",
        "[TOC]\n\n# Un\n\n## Deux\n\n## Deux\n\n# Trois *penché*",
    ],
)  # fmt: skip
def test_what_a_page_holds_is_met(text: str):
    stock, quick = both(text)
    assert quick == stock


@settings(max_examples=400)
@given(st.text(alphabet=ANY, max_size=40))
def test_any_text_gives_the_same(text: str):
    stock, quick = both(text)
    assert quick == stock


@settings(max_examples=600, deadline=None)
@given(lines())
def test_any_lines_give_the_same(text: str):
    stock, quick = both(text)
    assert quick == stock


def test_one_page_leaves_nothing_to_the_next():
    for text in (*LINES, "Plain.", *reversed(LINES), "# Un\n\nDeux."):
        stock, quick = both(text)
        assert quick == stock, text


def test_every_sign_belongs_to_a_step_of_the_library():
    stock = converters()[0]
    assert SIGNS.keys() <= {name for name, _ in named(stock.inlinePatterns)}
    assert BLOCKS.keys() <= {name for name, _ in named(stock.parser.blockprocessors)}
    assert TREES.keys() <= {name for name, _ in named(stock.treeprocessors)}
