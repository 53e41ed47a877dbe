"""Words looked for in running text, with their line, wherever they are written."""

import re
from collections.abc import Iterator

from comptoir.errors import Place
from comptoir.site.html import HtmlPage, Node
from comptoir.site.markdown import prose
from comptoir.site.source import SourcePage
from comptoir.site.wording import folded

_ADDRESS = re.compile(r"\]\([^)\s]*|<?https?://\S+|(?<![\w.+-])[\w.+-]+@[\w.-]+")


def in_source(page: SourcePage, pattern: re.Pattern[str]) -> Iterator[tuple[Place, str]]:
    """Yield each match in the folded title, summary and text of a page, addresses apart."""
    for key in ("title", "summary"):
        for found in pattern.finditer(folded(getattr(page.meta, key))):
            yield Place(page.path, page.lines.get(key, 0), key), found[0]
    for number, line in enumerate(prose(page.body).splitlines()):
        for found in pattern.finditer(folded(_ADDRESS.sub(" ", line))):
            yield Place(page.path, page.body_line + number), found[0]


def source_text(page: SourcePage) -> str:
    """Return the folded words of a page, on one line."""
    whole = f"{page.meta.title} {page.meta.summary} {prose(page.body)}"
    return " ".join(folded(_ADDRESS.sub(" ", whole)).split())


def near(page: HtmlPage, words: re.Pattern[str], *tags: str) -> Iterator[tuple[Node, str]]:
    """Yield the first small element of these names whose folded text matches."""
    for node in page.all(*tags):
        text = folded(" ".join(node.text(separator=" ").split()))
        if len(text) < 600 and words.search(text):
            yield node, text
