"""Pages as templates see them, made from their sources when asked for, without running Pelican.

They answer what Pelican's own would. What they cannot answer stops the shortcut, and all is built.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from comptoir.site.source import SourcePage
from comptoir.website.metadata import metadata_of

# What our reader may leave out, which Pelican then leaves out too.
MAYBE = frozenset({"modified", "category", "tags", "author"})


class NeedsAllError(RuntimeError):
    """A template asked for what only a whole build knows."""


class Unready:
    """Stands for a thing of Pelican's that is not there: any use of it stops the shortcut."""

    def __getattr__(self, name: str) -> Any:
        if name == "__html__":  # Markup looks for it, and goes on to the text
            raise AttributeError(name)
        raise NeedsAllError(name)

    def _stop(self, *_: Any) -> Any:
        raise NeedsAllError(type(self).__name__)

    __bool__ = __len__ = __iter__ = __str__ = __repr__ = __call__ = __getitem__ = _stop
    __contains__ = __eq__ = __ne__ = __lt__ = __gt__ = __le__ = __ge__ = __add__ = _stop
    __hash__ = _stop


class Counted(Unready):
    """A list of which only the length is known."""

    def __init__(self, count: int) -> None:
        self._count = count

    def __bool__(self) -> bool:
        return self._count > 0

    def __len__(self) -> int:
        return self._count


class Named(Unready):
    """What has attributes alone: Jinja tries items first, which Pelican's objects have not."""

    def __getitem__(self, name: Any) -> Any:
        raise TypeError(name)


class Subject(Named):
    """A category or a tag."""

    def __init__(self, name: str, slug: str, url: str) -> None:
        self.name, self.slug, self.url = name, slug, url

    def __str__(self) -> str:
        return self.name


class Leaf(Named):
    """A page."""

    def __init__(self, told: Mapping[str, Any]) -> None:
        self.__dict__.update(told)

    def __getattr__(self, name: str) -> Any:
        if name in MAYBE:
            raise AttributeError(name)
        raise NeedsAllError(name)

    def __bool__(self) -> bool:
        return True

    def get_content(self, _siteurl: str) -> Any:
        """Return the text: none of its links depends on where it is shown."""
        return self.content


class Leaves(Sequence[Leaf]):
    """Pages in Pelican's order, each made when it is looked at."""

    def __init__(self, paths: Sequence[str], leaf: Callable[[str], Leaf]) -> None:
        self._paths, self._leaf = paths, leaf

    def __len__(self) -> int:
        return len(self._paths)

    def __getitem__(self, place: Any) -> Any:
        if isinstance(place, slice):
            return [self._leaf(path) for path in self._paths[place]]
        return self._leaf(self._paths[place])

    def __iter__(self) -> Iterator[Leaf]:
        return map(self._leaf, self._paths)

    def place(self, leaf: Any) -> int | None:
        path = leaf.source.path
        return self._paths.index(path) if path in self._paths else None


def leaf_of(page: SourcePage, zone: ZoneInfo, subject: Callable[[str, str], Any]) -> Leaf:
    return Leaf(metadata_of(page, zone, subject))
