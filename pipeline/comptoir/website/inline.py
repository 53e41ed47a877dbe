"""Python-Markdown's inline step, which asks of each text only the patterns that it may hold.

A pattern cannot match where none of its own signs stands: what comes out is the same.
"""

from typing import Any

from markdown import Markdown
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

# The signs without which a pattern of the library cannot match, by its name. Emphasis is always
# asked for: which signs make it depends on the version.
SIGNS = {
    "backtick": "`",
    "escape": "\\",
    "footnote": "[^",
    "reference": "[",
    "link": "[",
    "image_link": "![",
    "image_reference": "![",
    "short_reference": "[",
    "short_image_ref": "![",
    "autolink": "<",
    "automail": "<",
    "linebreak": "  \n",
    "html": "<",
    "entity": "&",
}


class QuickInline(InlineProcessor):
    """The library's own, but for the loop over patterns."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self._ours: list[tuple[Any, str]] | None = None

    def _InlineProcessor__handleInline(  # noqa: N802 — the library's name
        self,
        data: str,
        patternIndex: int = 0,  # noqa: N803 — likewise
    ) -> str:
        if isinstance(data, AtomicString):
            return data
        if self._ours is None:
            registry = self.inlinePatterns
            names = {id(item): name for name, item in _named(registry)}
            self._ours = [(each, SIGNS.get(names[id(each)], "")) for each in registry]
        apply: Any = self._InlineProcessor__applyPattern  # type: ignore[attr-defined]
        start, rank = 0, patternIndex
        while rank < len(self._ours):
            pattern, sign = self._ours[rank]
            if sign not in data:
                start, rank = 0, rank + 1
                continue
            data, matched, start = apply(pattern, data, rank, start)
            if not matched:
                rank += 1
        return data


def _named(registry: Any) -> list[tuple[str, Any]]:
    return [(item.name, registry[item.name]) for item in registry._priority]


def quicken(md: Markdown) -> None:
    """Put ours in the place of the library's."""
    md.treeprocessors.register(QuickInline(md), "inline", 20)
