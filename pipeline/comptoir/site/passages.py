"""A body in Markdown cut into what a reader takes at once: a paragraph, a row, an item."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from comptoir.dates import DAYS
from comptoir.site.blocks import Block
from comptoir.site.markdown import prose
from comptoir.site.wording import folded

_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*$")
_ALONE = re.compile(r" {0,3}(?:\||[-*+][ \t]|\d{1,3}[.)][ \t])")
_DAYS_ALONE = re.compile(rf"(?:(?:{'|'.join(DAYS)}|et|du|le|au|a)s?[ ,:-]*)+")
_CUT = re.compile(r"[ \t]*(?::::.*)?$")


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of text under its heading; `line` is the line of the body where it begins."""

    text: str
    line: int
    heading: str = ""

    @property
    def plain(self) -> str:
        """Its text folded, marks of emphasis left out, one line."""
        return _plain(self.text)


@lru_cache(maxsize=4096)  # what a template repeats is read once
def _plain(text: str) -> str:
    return folded(re.sub(r"[*_\n]", " ", text)).replace("\\", "")


def passages_in(body: str) -> Iterator[Passage]:
    """
    >>> [(p.text, p.line, p.heading) for p in passages_in("## Horaires\\n\\n- Lundi\\n- Mardi")]
    [('- Lundi', 3, 'Horaires'), ('- Mardi', 4, 'Horaires')]
    """
    heading, begun, held = "", 0, list[str]()
    for number, line in enumerate(prose(body).splitlines(), 1):
        found = _HEADING.match(line)
        ends = found or _CUT.match(line) or _ALONE.match(line)
        if ends and held:
            yield Passage("\n".join(held), begun, heading)
            held = []
        if found:
            heading = found[2]
        elif not _CUT.match(line):
            begun = begun if held else number
            held.append(line)
    if held:
        yield Passage("\n".join(held), begun, heading)


def passages_of(blocks: Iterable[Block]) -> Iterator[Passage]:
    """Yield the passages of a built page; a weekday alone goes with the cell that follows."""
    heading, held = "", ""
    for block in blocks:
        if block.level:
            heading, held = block.text, ""
            continue
        text = f"{held} {block.text}".strip()
        held = text if _DAYS_ALONE.fullmatch(folded(text)) else ""
        if not held:
            yield Passage(text, 0, heading)
