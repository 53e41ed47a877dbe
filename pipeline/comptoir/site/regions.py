"""What a template repeats around the main text of every page: read once, judged once."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeVar

from selectolax.lexbor import LexborHTMLParser

from comptoir.site.blocks import blocks_of
from comptoir.site.passages import Passage, passages_of

By = TypeVar("By")
Said = TypeVar("Said")


class Region:
    """A header, a footer or an address, the same object on all pages that write it alike."""

    __slots__ = ("_known", "passages")

    def __init__(self, passages: tuple[Passage, ...]) -> None:
        self.passages = passages
        self._known: dict[Any, tuple[Any, Any]] = {}

    def once(self, ask: Callable[["Region", By], Said], by: By) -> Said:
        """Return what a question answers of this region, asked once for the same measure."""
        known = self._known.get(ask)
        if known is None or known[0] is not by:
            known = self._known[ask] = by, ask(self, by)
        return known[1]


@lru_cache(maxsize=1024)
def region_of(html: str) -> Region:
    return Region(tuple(passages_of(blocks_of(LexborHTMLParser(html).body))))
