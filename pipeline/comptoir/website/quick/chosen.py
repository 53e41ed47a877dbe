"""The steps of Python-Markdown that a page needs, told by the signs that stand in its text.

A step that looks for signs which are nowhere in a page finds nothing in any part of it: it is left
out for that page. What a sign is must hold wherever a part may begin, since a quotation, an item or
a footnote is read again without what marks its lines.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockprocessors import HashHeaderProcessor
from markdown.preprocessors import Preprocessor
from markdown.util import STX, Registry

from comptoir.website.quick.inline import QuickInline, named

BLOCKS: Mapping[str, str] = {
    "admonition": "!!!",
    "markdown_block": STX,
    "indent": "    ",
    "defindent": "    ",
    "code": "    ",
    "table": r"\|",
    "hashheader": "#",
    "setextheader": r"[=-] *(?:\n|$)",
    "hr": r"- {0,2}- {0,2}-|_ {0,2}_ {0,2}_|\* {0,2}\* {0,2}\*",
    "deflist": ": ",
    "quote": ">",
    "footnote": r"\[\^",
    "abbr": r"\*\[",
    "reference": r"\]:",
}
TREES: Mapping[str, str] = {"attr_list": r"\{", "unescape": r"\\"}


class Chosen(Registry[Any]):
    """What the library goes through for each page, of which some is left out."""

    def __init__(self, whole: Registry[Any], signs: Mapping[str, str]) -> None:
        super().__init__()
        self.__dict__ |= whole.__dict__
        self._all = [(item, re.compile(signs.get(name, "")).search) for name, item in named(whole)]
        self._now = [item for item, _ in self._all]

    def __iter__(self) -> Iterator[Any]:
        return iter(self._now)

    def choose(self, text: str | None) -> None:
        self._now = [item for item, sign in self._all if text is None or sign(text)]


class _Header(HashHeaderProcessor):
    """Looks at the blocks that hold the sign alone: few do, on a page with titles."""

    def test(self, parent: Element, block: str) -> bool:
        return "#" in block and super().test(parent, block)


class _Choice(Preprocessor):
    """Reads the text as the steps will."""

    def __init__(self, md: Markdown, inline: QuickInline, *steps: Chosen) -> None:
        super().__init__(md)
        self._inline, self._steps = inline, steps

    def run(self, lines: list[str]) -> list[str]:
        # texts in HTML that is kept as a tree are read too: their signs are not in the lines
        plain = all(isinstance(raw, str) for raw in self.md.htmlStash.rawHtmlBlocks)
        text = "\n".join(lines) if plain else None
        self._inline.choose(text)
        for each in self._steps:
            each.choose(text)
        return lines


def choose(md: Markdown, inline: QuickInline) -> None:
    """Choose steps for each page from now on: no extension may come after."""
    md.parser.blockprocessors.register(_Header(md.parser), "hashheader", 70)
    md.treeprocessors = Chosen(md.treeprocessors, TREES)
    blocks = md.parser.blockprocessors = Chosen(md.parser.blockprocessors, BLOCKS)
    choice = _Choice(md, inline, md.treeprocessors, blocks)
    md.preprocessors.register(choice, "comptoir-choice", -100)  # after all the others
