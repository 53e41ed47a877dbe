"""Categories and tags whose pages Pelican finds at once, not by going through each list."""

from collections.abc import Iterable
from typing import Any

from pelican.plugins import signals


class Quick(list[Any]):
    """A list that knows what it holds: Pelican asks it of every article, for every subject."""

    def __init__(self, things: Iterable[Any]) -> None:
        super().__init__(things)
        self._held = set(map(id, self))

    def __contains__(self, thing: object) -> bool:
        return id(thing) in self._held


def register() -> None:
    signals.article_generator_finalized.connect(quicken)


def quicken(generator: Any) -> None:
    """Replace lists that are whole by then; templates see the same."""
    generator.categories = [(each, Quick(pages)) for each, pages in generator.categories]
    for tag, pages in generator.tags.items():
        generator.tags[tag] = Quick(pages)
    generator._update_context(("tags", "categories"))
