"""Python-Markdown's inline step, which asks of each text only the patterns that it may hold.

A pattern cannot match where none of its own signs stands: what comes out is the same.
"""

from typing import Any

from markdown import Markdown
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

# The signs without which a pattern of the library cannot match, by its name. Emphasis tells its own
# in some versions, and is always asked for in the others.
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


_Asked = tuple[Any, str, str]  # a pattern, and its signs: one or the other


class QuickInline(InlineProcessor):
    """The library's own, but for the loop over patterns."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self._all: list[_Asked] = []
        self._now: list[_Asked] = []

    def choose(self, text: str | None) -> None:
        """Keep the patterns that a whole page may hold; all of them when it is not known."""
        if not self._all:
            registry = self.inlinePatterns
            self._all = [(each, *_signs(name, each)) for name, each in named(registry)]
        self._now = [
            (pattern, sign, other)
            for pattern, sign, other in self._all
            if text is None or sign in text or other in text
        ]

    def _InlineProcessor__handleInline(  # noqa: N802 — the library's name
        self,
        data: str,
        patternIndex: int = 0,  # noqa: N803 — likewise
    ) -> str:
        if isinstance(data, AtomicString):
            return data
        apply: Any = self._InlineProcessor__applyPattern  # type: ignore[attr-defined]  # private to its class
        start, rank = 0, patternIndex
        while rank < len(self._now):
            pattern, sign, other = self._now[rank]
            if sign not in data and other not in data:
                start, rank = 0, rank + 1
                continue
            data, matched, start = apply(pattern, data, rank, start)
            if not matched:
                rank += 1
        return data


def _signs(name: str, pattern: Any) -> tuple[str, str]:
    tokens: list[str] = getattr(pattern, "tokens", [])
    if 1 <= len(tokens) <= 2:
        return tokens[0], tokens[-1]
    return (SIGNS.get(name, ""),) * 2


def named(registry: Any) -> list[tuple[str, Any]]:
    """Return what a registry holds with its names, in its order."""
    items = [*registry]
    names = {id(registry[item.name]): item.name for item in registry._priority}
    return [(names[id(item)], item) for item in items]
