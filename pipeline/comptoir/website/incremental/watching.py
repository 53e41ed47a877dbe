"""What a page reads while its template makes it: it is made again only when that moves.

Templates are given the same things behind thin wrappers. Each note is a key, whose value `Sums`
knows to sum up again at the next build. What no wrapper can follow depends on everything.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from comptoir.site.source import PageKind, SourcePage
from comptoir.website.surroundings import Surroundings

ALL = "all"
SEP = "\x1f"
BETWEEN = "\0"  # keys: they name files, whose names may hold all but this


class Notes:
    """The keys of the page that is being made."""

    def __init__(self) -> None:
        self.keys: set[str] = set()

    def add(self, kind: str, told: str = "") -> None:
        self.keys.add(f"{kind}{SEP}{told}" if told else kind)

    def taken(self) -> str:
        """Return the keys noted since the last time."""
        keys, self.keys = sorted(self.keys), set()
        return BETWEEN.join(keys)


class Listed(Sequence[Any]):
    """A list of pages, or of subjects with their pages, that tells how it is looked at."""

    __slots__ = ("_name", "_notes", "raw")

    def __init__(self, raw: Sequence[Any], name: str, notes: Notes) -> None:
        self.raw, self._name, self._notes = raw, name, notes

    def __bool__(self) -> bool:
        self._notes.add("any", self._name)
        return bool(self.raw)

    def __len__(self) -> int:
        self._notes.add("count", self._name)
        return len(self.raw)

    def __iter__(self) -> Iterator[Any]:
        self._notes.add("list", self._name)
        return map(self._told, range(len(self.raw)))

    def __getitem__(self, place: Any) -> Any:
        if isinstance(place, slice):
            start, stop = place.start or 0, place.stop
            short = place.step is None and stop is not None and 0 <= start <= stop
            self._notes.add(*(("part", f"{self._name}{SEP}{start}:{stop}") if short
                              else ("list", self._name)))  # fmt: skip
            return [self._told(rank) for rank in range(len(self.raw))[place]]
        self._notes.add("list", self._name)
        return self._told(range(len(self.raw))[place])

    def __contains__(self, thing: object) -> bool:
        self._notes.add("list", self._name)
        return thing in self.raw

    def __add__(self, other: Any) -> list[Any]:
        return [*self, *other]

    def __radd__(self, other: Any) -> list[Any]:
        return [*other, *self]

    def _told(self, rank: int) -> Any:
        thing = self.raw[rank]
        if isinstance(thing, tuple) and len(thing) == 2 and isinstance(thing[1], Sequence):
            return thing[0], Listed(thing[1], f"{self._name}/{thing[0].slug}", self._notes)
        return thing


class Cut:
    """A list cut in pages: how many there are is told apart from what is in them."""

    __slots__ = ("_name", "_notes", "_raw")
    PLAIN = frozenset({"num_pages", "count", "page_range", "per_page", "orphans", "name", "url"})

    def __init__(self, raw: Any, name: str, notes: Notes) -> None:
        self._raw, self._name, self._notes = raw, name, notes

    def __getattr__(self, name: str) -> Any:
        self._notes.add("count" if name in self.PLAIN else "list", self._name)
        return getattr(self._raw, name)


def _path(thing: Any) -> str:
    source = getattr(thing, "source", thing)
    return getattr(source, "path", "")


EVERYTHING = ((ALL, ""),)
TODAY = (("today", ""),)
LOOK = (("look", ""),)


def _dated(source: SourcePage | None) -> Iterable[tuple[str, str]]:
    return TODAY if source and source.kind in (PageKind.EVENT, PageKind.OFFER) else ()


def _card(source: SourcePage | None) -> Iterator[tuple[str, str]]:
    if source is not None:
        yield "face", source.path
        if source.meta.image:
            yield "picture", source.meta.image


# Constant for one set of facts, or functions of what was noted when it was read.
FIXED = frozenset({
    "paper", "night", "base", "name", "tagline", "description", "lang", "organisation", "colours",
    "reachable", "opening", "full_title", "search", "social", "href", "absolute", "asset",
    "moments", "months", "by_month", "by_publication", "theme_file",
})  # fmt: skip
# What else templates may call: the keys to note, from the arguments. Any other is all there is.
FOLLOWED: dict[str, Callable[..., Iterable[tuple[str, str]]]] = {
    "menu": lambda: [("menu", "")],
    "footer": lambda: [("footer", "")],
    "marks": lambda *_: [("menu", "")],
    "look": lambda: LOOK,
    "today": lambda: TODAY,
    "upcoming": lambda _: TODAY,
    "past": lambda _: TODAY,
    "next_moment": lambda _: TODAY,
    "promotion": lambda _: TODAY,
    "has": lambda kind: [("has", kind)],
    "page_at": lambda url: [("at", url)],
    "picture": lambda name, **_: [("picture", name or "")],
    "picture_of": lambda name: [("picture", name or "")],
    "shown": lambda name: [("picture", name or "")],
    "social_image": lambda name: [("picture", name or "")],
    "card": _card,
    "neighbours": lambda article, _: [("near", _path(article))],
    "related": lambda source: [("kin", source.path)],
    "versions": lambda source: [("versions", source.path)] if source else [],
    "series": lambda source: [("series", source.path)],
    "trail": lambda source, *_: [("above", source.path)] if source else [],
    "children": lambda source: [("under", source.path)],
    "data": lambda source, *_: [*LOOK, *_dated(source), *_card(source)],
}


class Watched:
    """What templates call `site`, noting what they ask of it."""

    def __init__(self, plain: Surroundings, notes: Notes) -> None:
        self._plain, self._notes = plain, notes
        self._said: dict[tuple[Any, ...], tuple[Any, tuple[str, ...]]] = {}

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._plain, name)
        if name in FIXED:
            self.__dict__[name] = value
            return value
        keys = FOLLOWED.get(name)
        if not callable(value):
            self._note(keys() if keys else EVERYTHING)
            return value

        def asked(*args: Any, **kwargs: Any) -> Any:
            self._note(keys(*args, **kwargs) if keys else EVERYTHING)
            return value(*args, **kwargs)

        self.__dict__[name] = asked
        return asked

    def once(self, *key: Any, caller: Callable[[], Any]) -> Any:
        """Note again, on each page, what was read to write what many share."""
        if key not in self._said:
            before, self._notes.keys = self._notes.keys, set()
            try:
                self._said[key] = caller(), tuple(self._notes.keys)
            finally:
                self._notes.keys = before
        said, keys = self._said[key]
        self._notes.keys.update(keys)
        return said

    def forget(self) -> None:
        """Let go of what was written once: the templates hold this to the end."""
        self._said.clear()

    def _note(self, keys: Iterable[tuple[str, str]]) -> None:
        for key in keys:
            self._notes.add(*key)
