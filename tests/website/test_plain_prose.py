"""Plain texts read by the faster library give the page that the usual converter gives."""

import re
from importlib.util import find_spec
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from comptoir.website.pictures import Gallery
from comptoir.website.plain_prose import is_plain
from comptoir.website.prose import Prose

from make_site import SmallSite, files_of, make_site
from needs import need

HERE = find_spec("pyromark") is not None
ROOT = Path(__file__).parents[2]

SPANS = [
    "mot", "« cité »", "L’été", "12 %", "prix : 3 €", "*penché*", "**gras**", "[nous](/nous/)",
    "[un site](https://www.example.org/a?b=c)", "**a [lien](/b/) c**", "*", "**", "_", "[", "]",
    "(", ")", "!", "`code`", "<b>", "&amp;", "http://example.org", "\\", "1.", "-", "#",
    "![i](/i.jpg)", "*a **b** c*", "**a*", "***x***", "a*b*c", "[a][b]", "[^1]", "|", ":", "~",
    "“dit”", "\"dit\"", "**Fin.**", "**3 €**", "*Et !*", "**sur\ndeux**", "[deux\nlignes](/a/)",
]  # fmt: skip
STARTS = ["", "", "", "", "- ", "1. ", "2. ", "## ", "# ", "> ", "    ", ": ", "* ", "+ ", "[x] "]


def line() -> st.SearchStrategy[str]:
    words = st.lists(st.sampled_from(SPANS), min_size=1, max_size=5).map(" ".join)
    close = st.lists(st.sampled_from(SPANS), min_size=1, max_size=3).map("".join)
    return st.builds(lambda start, said: start + said, st.sampled_from(STARTS), words | close)


def texts() -> st.SearchStrategy[str]:
    gap = st.sampled_from(["\n", "\n", "\n\n", "\n\n", "\n\n\n", " \n", "\n\t"])
    parts = st.lists(st.tuples(line(), gap), min_size=1, max_size=8)
    return parts.map(lambda pairs: "".join(said + space for said, space in pairs))


def plain_texts() -> st.SearchStrategy[str]:
    """Texts that are plain for the most part."""
    said = st.lists(st.sampled_from(SPANS[:10]), min_size=1, max_size=6).map(" ".join)
    kinds = st.sampled_from(["{}", "{}\n{}", "## {}", "- {}\n- {}", "1. {}\n2. {}", "### {}"])
    block = st.builds(str.format, kinds, said, said)
    return st.lists(block, min_size=1, max_size=6).map("\n\n".join)


def both(text: str) -> tuple[object, object]:
    usual, fast = Prose(Gallery({}), base="/la"), Prose(Gallery({}), base="/la", fast=True)
    return (usual.html(text), usual.contents()), (fast.html(text), fast.contents())


@settings(max_examples=600, deadline=None)
@given(texts() | plain_texts())
def test_a_plain_text_gives_the_same_page(text: str):
    need("pyromark", HERE)
    if is_plain(text):
        usual, fast = both(text)
        assert usual == fast


@settings(max_examples=200, deadline=None)
@given(plain_texts())
def test_most_plain_texts_are_known_as_such(text: str):
    lists = re.search(r"(?m)^(- |\d\. ).*\n\n(- |\d\. )", text)
    assert is_plain(text) or lists


def test_the_content_of_the_example_gives_the_same_pages():
    need("pyromark", HERE)
    told = [path.read_text("utf-8") for path in sorted((ROOT / "content").rglob("*.md"))]
    bodies = [text.split("\n---\n", 1)[-1] for text in told]
    usual = Prose(Gallery({}))
    fast = Prose(Gallery({}), fast=True)
    for text in bodies:
        assert (usual.html(text), usual.contents()) == (fast.html(text), fast.contents())
    assert sum(map(is_plain, bodies)) > len(bodies) / 4


def test_a_site_is_the_same_with_the_faster_library(tmp_path: Path):
    need("pyromark", HERE)
    site = make_site(tmp_path / "projet")
    site.build()
    told = files_of(site.output)
    site.edit("comptoir.toml", "[site]\n", '[site]\nmarkdown = "fast"\n')
    report = SmallSite(site.root).build()
    assert files_of(site.output) == told
    assert report.published
