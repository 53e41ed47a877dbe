"""Which articles go together: the same series, or the most subjects in common."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from heapq import nsmallest
from itertools import islice

from comptoir.site.front_matter import NewsMeta
from comptoir.site.source import SourcePage
from comptoir.text import slug

NEAR = 12  # articles looked at on each side, in time, for each subject: a build stays linear
MOST = 3
TAG, CATEGORY = 2, 1  # what a subject in common weighs


@dataclass(frozen=True)
class Kinships:
    """The news of an edition, by subject; the answers depend on the articles alone."""

    news: tuple[SourcePage, ...]

    @classmethod
    def of(cls, pages: Iterable[SourcePage]) -> "Kinships":
        news = (page for page in pages if isinstance(page.meta, NewsMeta))
        return cls(tuple(sorted(news, key=lambda page: (page.meta.date, page.slug))))

    @cached_property
    def _found(self) -> dict[str, list[SourcePage]]:
        return {}

    @cached_property
    def _by_subject(self) -> Mapping[tuple[int, str], Sequence[int]]:
        found: dict[tuple[int, str], list[int]] = defaultdict(list)
        for place, page in enumerate(self.news):
            for subject in _subjects(page):
                found[subject].append(place)
        return found

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {page.path: place for place, page in enumerate(self.news)}

    @cached_property
    def _series(self) -> Mapping[str, Sequence[SourcePage]]:
        found: dict[str, list[SourcePage]] = defaultdict(list)
        for page in self.news:
            if isinstance(page.meta, NewsMeta) and page.meta.series:
                found[slug(page.meta.series)].append(page)
        return found

    def series(self, page: SourcePage) -> Sequence[SourcePage]:
        """Return the whole series of an article in its order, itself included."""
        told = page.meta.series if isinstance(page.meta, NewsMeta) else ""
        return self._series.get(slug(told), ()) if told else ()

    def around(self, page: SourcePage) -> set[str]:
        """Return the sources of the articles that may be related to one: no other looks at it."""
        here = self._places.get(page.path)
        if here is None:
            return set()
        found: set[str] = set()
        for subject in _subjects(page):
            found.update(self.news[place].path for place in self._near(subject, here))
        return found

    def across(self, page: SourcePage) -> set[str]:
        """Return the sources of the articles that look on both sides of where one stands."""
        here = self._places.get(page.path)
        if here is None:
            return set()
        near = (self._near(subject, here) for subject in self._by_subject)
        return {self.news[place].path for places in near for place in places}

    def _near(self, subject: tuple[int, str], here: int) -> Sequence[int]:
        """Return the places of the articles on a subject, on each side of one place."""
        places = self._by_subject[subject]
        rank = bisect_left(places, here)
        return places[max(0, rank - NEAR) : rank + NEAR + 1]

    def related(self, page: SourcePage) -> list[SourcePage]:
        """Return the articles closest to this one, the closest first, then the nearest in time."""
        if page.path not in self._found:
            self._found[page.path] = self._closest(page)
        return self._found[page.path]

    def _closest(self, page: SourcePage) -> list[SourcePage]:
        here = self._places.get(page.path)
        if here is None:
            return []
        weights: dict[int, int] = defaultdict(int)
        for subject in _subjects(page):
            for place in self._near(subject, here):
                weights[place] += subject[0]
        same = {other.path for other in self.series(page)} | {page.path}
        close = nsmallest(
            MOST + len(same),
            [
                (-weight, abs(place - here), -place)
                for place, weight in weights.items()
                if weight >= TAG
            ],
        )
        found = (self.news[-place] for _, _, place in close)
        return list(islice((page for page in found if page.path not in same), MOST))


_named = lru_cache(4096)(slug)  # the same subjects come back on every article


def _subjects(page: SourcePage) -> set[tuple[int, str]]:
    meta = page.meta
    tags = {(TAG, _named(tag)) for tag in meta.tags}
    return tags | ({(CATEGORY, _named(meta.category))} if isinstance(meta, NewsMeta) else set())
