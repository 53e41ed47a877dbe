"""The lists of an edition in Pelican's order, told from its sources."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from typing import Any

from comptoir.site.front_matter import NewsMeta
from comptoir.site.source import PageKind, SourcePage
from comptoir.website.edition import Edition
from comptoir.website.found import ARCHIVES, TOPICS, topic_slug
from comptoir.website.incremental.frames import Frame, Topic
from comptoir.website.surroundings import Surroundings
from comptoir.website.typography import french

NEWS = "actualites/"
SUBJECTS = {"categories": "category", "tags": "tag"}  # and the template of their pages
YEARS = ARCHIVES.lstrip("/")
DIRECT = frozenset({"404.html", f"{TOPICS[1:]}index.html", "index.html", "recherche/index.html"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list that Pelican cuts in pages."""

    template: str
    url: str
    articles: Sequence[str]  # their sources
    topic: Topic | None = None

    @property
    def file(self) -> str:
        """The name of its first page."""
        return f"{self.url}index.html"

    def cut(self, size: int) -> list[Sequence[str]]:
        return [self.articles[n : n + size] for n in range(0, len(self.articles), size)]

    def part(self, number: int) -> str:
        """Return the name of one of its pages, which start at 1."""
        return self.file if number == 1 else f"{self.url}page/{number}/index.html"


class Standing:
    """An edition and its lists: how the site stood, or how it is to stand."""

    def __init__(self, edition: Edition, frame: Frame) -> None:
        self.edition, self.frame = edition, frame
        self.site = Surroundings(edition)

    @cached_property
    def articles(self) -> Sequence[str]:
        return self.frame.orders.get("articles", [])

    @cached_property
    def places(self) -> Mapping[str, int]:
        return {path: place for place, path in enumerate(self.articles)}

    def around(self, path: str) -> tuple[str, ...]:
        """Return the sources of an article and of those beside it."""
        place = self.places.get(path)
        return () if place is None else tuple(self.articles[max(0, place - 1) : place + 2])

    @cached_property
    def years(self) -> Mapping[int, Sequence[str]]:
        """The articles of each year, the last first."""
        by_path = self.edition.by_path
        found = groupby(self.articles, lambda path: by_path[path].meta.date.year)
        return {year: list(group) for year, group in found}

    @cached_property
    def listings(self) -> Mapping[str, Listing]:
        """The lists that are cut, by their addresses."""
        return {listing.url: listing for listing in self._listings()}

    def _listings(self) -> Iterator[Listing]:
        if self.articles:
            yield Listing(template="news", url=NEWS, articles=self.articles)
        for name, template in SUBJECTS.items():
            for topic in self.frame.subjects.get(name, ()):
                yield Listing(
                    template=template, url=topic.url, articles=topic.articles, topic=topic
                )

    def listed(self, name: str) -> Sequence[Any] | None:
        """Return what a list that templates are given holds; nothing when it is none of ours."""
        name, _, slug = name.partition("/")
        frame = self.frame
        if name in frame.subjects:
            topics = frame.subjects[name]
            if slug:
                return next((topic.articles for topic in topics if topic.slug == slug), ())
            return [(topic.name, topic.slug) for topic in topics]
        plain = frame.plain.get(name)
        return frame.orders.get(name, plain if isinstance(plain, list) else None)


def lists_of(frame: Frame, edition: Edition) -> Frame:
    """Return the frame of another edition with the lists of this one, in Pelican's order."""
    by_slug = sorted(edition.of(PageKind.NEWS), key=lambda page: page.slug)
    news = sorted(by_slug, key=lambda page: page.meta.date, reverse=True)
    offers = sorted(edition.of(PageKind.OFFER), key=lambda p: (french(p.meta.title), p.slug))
    paths = [page.path for page in news]
    ordered = {"articles": paths, "dates": paths, "offers": [page.path for page in offers]}
    told = _subjects(news, frame.plain)
    return replace(
        frame,
        orders=dict(frame.orders) | {n: ps for n, ps in ordered.items() if n in frame.orders},
        subjects=dict(frame.subjects) | {n: ts for n, ts in told.items() if ts},
    )


def _subjects(news: Sequence[SourcePage], settings: Mapping[str, Any]) -> dict[str, list[Topic]]:
    tags: dict[str, Topic] = {}
    categories: dict[str, Topic] = {}
    for page in news:
        for tag in dict.fromkeys(page.meta.tags):
            _add(tags, tag.strip(), settings["TAG_URL"], page)
        if isinstance(page.meta, NewsMeta):
            _add(categories, page.meta.category, settings["CATEGORY_URL"], page)
    return {
        "tags": list(tags.values()),
        "categories": [categories[slug] for slug in sorted(categories)],
    }


def _add(topics: dict[str, Topic], name: str, url: str, page: SourcePage) -> None:
    slug = topic_slug(name)
    if slug not in topics:
        topics[slug] = Topic(name, slug, url.format(slug=slug), [])
    topics[slug].articles.append(page.path)
