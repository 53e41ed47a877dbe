"""Pages made from what was kept of the last whole build, without running Pelican."""

import importlib
from collections.abc import Mapping
from functools import cached_property
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PrefixLoader

from comptoir.site.source import PageKind, SourcePage
from comptoir.website.edition import Edition
from comptoir.website.filters import FILTERS
from comptoir.website.found import TOPICS, topic_slug
from comptoir.website.incremental.frames import Frame, Topic, shipped_simple
from comptoir.website.incremental.kept_prose import KeptProse, is_linked, stage_sum
from comptoir.website.incremental.leaves import (
    Counted,
    Leaf,
    Leaves,
    NeedsAllError,
    Subject,
    Unready,
    leaf_of,
)
from comptoir.website.incremental.lists import YEARS, Listing, Standing
from comptoir.website.incremental.past import Past
from comptoir.website.incremental.showing import MONTHS
from comptoir.website.incremental.watching import Cut, Listed, Notes, Watched
from comptoir.website.metadata import markdown_of, template_of
from comptoir.website.months import around, months_of
from comptoir.website.occurrences import held
from comptoir.website.prose import prose_of
from comptoir.website.settings import KEY, SURROUNDINGS, pelican_settings
from comptoir.website.surroundings import Surroundings

GIVEN = {PageKind.NEWS: "article"}  # what templates call the page itself, when not « page »
DATES = ("dates", "dates_page", "dates_paginator", "dates_previous_page", "dates_next_page")
INDEXES = {"agenda/": "agenda", "offres/": "offers"}
Made = tuple[str, str]  # the name of a file, and its text


class Maker:
    """Makes pages of one edition, and notes what each of them reads."""

    def __init__(self, past: Past, frame: Frame, edition: Edition) -> None:
        self.past, self.frame, self.edition, self.facts = past, frame, edition, edition.facts
        self.zone = ZoneInfo(self.facts.site.site.timezone)
        self.settings = pelican_settings(self.facts.root, self.facts.site, past.wanted.output)
        self.site, self.notes = Surroundings(edition), Notes()
        self.needs: dict[str, str] = {}
        self._leaves: dict[str, Leaf] = {}

    def page(self, page: SourcePage) -> Made:
        leaf = self._with_text(page.path)
        given: dict[str, Any] = {GIVEN.get(page.kind, "page"): leaf}
        if page.kind is PageKind.NEWS:
            given |= {"category": leaf.category, "blog": True}
        return self._made(f"{page.url.lstrip('/')}index.html", template_of(page), given)

    @cached_property
    def by_file(self) -> Mapping[str, SourcePage]:
        """The page of each file that is made of one."""
        return {f"{page.url.lstrip('/')}index.html": page for page in self.edition.pages}

    def part(self, listing: Listing, number: int) -> Made:
        """Make one page of a list that is cut."""
        size = self.settings["DEFAULT_PAGINATION"]
        leaves = Leaves(listing.articles, self._leaf)
        cut = self._cutting.Paginator(listing.file, listing.url, leaves, self._patterns, size)
        given = self._blog(leaves)
        if listing.topic:
            given |= {listing.template: _subject(listing.topic), "all_articles": Unready()}
        part = cut.page(number)
        given |= {
            "articles_paginator": Cut(cut, "given.articles_paginator", self.notes),
            "articles_page": part,
            "articles_previous_page": cut.page(number - 1) if number > 1 else None,
            "articles_next_page": cut.page(number + 1) if number < cut.num_pages else None,
        }
        return self._made(part.save_as, listing.template, given)

    def _blog(self, articles: Leaves) -> dict[str, Any]:
        """Return what Pelican gives to lists."""
        given: dict[str, Any] = dict.fromkeys((*DATES, "page_name"), Unready())
        return given | {"blog": True, "articles": Listed(articles, "given.articles", self.notes)}

    def other(self, name: str, standing: Standing) -> Made:
        """Make a page of lists that are not cut.

        Raises:
            NeedsAllError: it is made of something else.
        """
        address = name.removesuffix("index.html")
        if address.startswith(YEARS):
            year = address.removeprefix(YEARS).rstrip("/")
            return self._archive(name, int(year) if year else None, standing)
        if address.startswith(MONTHS):
            return self._month(name, f"/{address}")
        if address in INDEXES:
            return self._made(name, INDEXES[address], {})
        if f"/{address}" == TOPICS:
            articles = Leaves(standing.articles, self._leaf)
            return self._made(name, "topics", self._blog(articles))
        raise NeedsAllError(name)

    def _archive(self, name: str, year: int | None, standing: Standing) -> Made:
        paths = standing.years[year] if year else []
        listed: Any = Leaves(paths, self._leaf) if year else []
        counted = [(each, len(paths)) for each, paths in standing.years.items()]
        told = {"year": year, "listed": Listed(listed, "given.listed", self.notes)}
        return self._made(name, "archives", told | {"years": counted})

    def _month(self, name: str, url: str) -> Made:
        events = [self._leaf(path) for path in self.frame.orders.get("events", ())]
        months = months_of(held(events))
        month = next((month for month in months if month.url == url), None)
        if month is None:
            raise NeedsAllError(name)
        before, after = around(months, month)
        told = {"month": month, "month_before": before, "month_after": after}
        return self._made(name, "month", told)

    @cached_property
    def fed(self) -> list[str]:
        """The sources of the articles in the feeds."""
        return self.frame.orders.get("articles", [])[: self.settings["FEED_MAX_ITEMS"]]

    def feeds(self, folder: Path) -> set[str]:
        """Write the feeds; return their names."""
        if any(page.meta.lang != self.facts.site.site.lang for page in self.edition.pages):
            raise NeedsAllError("lang")  # Pelican adds translations
        feeds = importlib.import_module("comptoir.website.plugins.feeds")
        items = [self._with_text(path) for path in self.fed]
        told = dict(self.frame.plain)
        settings = told | {KEY: self.edition, SURROUNDINGS: self.site}
        made: set[str] = set()
        for key, kind in (("FEED_ALL_ATOM", "atom"), ("FEED_ALL_RSS", "rss")):
            if path := told.get(key):
                writer = feeds.FeedWriter(str(folder), settings=settings)
                writer.write_feed(items, told, path, told.get(f"{key}_URL", path), feed_type=kind)
                made.add(path)
        return made

    def _made(self, name: str, template: str, given: dict[str, Any]) -> Made:
        self.notes.taken()
        told = self._context | {"output_file": name} | given
        text = self._env.get_template(f"{template}.html").render(told)
        self.needs[name] = self.notes.taken()
        return name, text

    def _with_text(self, path: str) -> Leaf:
        text, first_image = markdown_of(self.edition.by_path[path], self.edition)
        try:
            html = self.prose.html(text, first_image=first_image)
        except RecursionError as error:  # the whole build holds it back
            raise NeedsAllError(path) from error
        if is_linked(html):
            raise NeedsAllError(path)
        leaf = self._leaf(path)
        leaf.__dict__ |= {"content": html, "toc": self.prose.contents()}
        return leaf

    @cached_property
    def prose(self) -> KeptProse:
        prose = prose_of(self.edition)
        return KeptProse(
            prose, had=self.past.prose_of, stage=lambda: stage_sum(self.past, self.edition)
        )

    @cached_property
    def _env(self) -> Environment:
        """The environment of templates that a generator of Pelican has."""
        own, theme = self.settings["THEME_TEMPLATES_OVERRIDES"], Path(self.settings["THEME"])
        shipped = FileSystemLoader(theme / "templates")
        simple = FileSystemLoader(shipped_simple(_pelican()))
        loaders = [
            FileSystemLoader([*own, str(theme / "templates")]),
            simple,
            PrefixLoader({"!simple": simple, "!theme": shipped}),
        ]
        env = Environment(loader=ChoiceLoader(loaders), **self.settings["JINJA_ENVIRONMENT"])  # noqa: S701 — it is on
        env.filters.update(FILTERS)
        env.globals.update(site=Watched(self.site, self.notes))
        return env

    @cached_property
    def _cutting(self) -> Any:
        """The module of Pelican that cuts lists: alone, it is loaded ten times as fast."""
        spec = spec_from_file_location("comptoir_cutting", _pelican().with_name("paginator.py"))
        if spec is None or spec.loader is None:
            raise NeedsAllError("paginator")
        module = module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    @cached_property
    def _patterns(self) -> Mapping[str, Any]:
        rule, given = self._cutting.PaginationRule, self.settings["PAGINATION_PATTERNS"]
        return {"DEFAULT_ORPHANS": 0, "PAGINATION_PATTERNS": [rule(*each) for each in given]}

    @cached_property
    def _context(self) -> dict[str, Any]:
        frame, notes = self.frame, self.notes
        context: dict[str, Any] = dict(frame.plain)
        context |= {name: Unready() for name in frame.unready}
        lists: dict[str, Any] = {name: Counted(count) for name, count in frame.counts.items()}
        lists |= {name: thing for name, thing in frame.plain.items() if thing == []}
        lists |= {name: Leaves(paths, self._leaf) for name, paths in frame.orders.items()}
        lists |= {
            name: [(_subject(topic), Leaves(topic.articles, self._leaf)) for topic in topics]
            for name, topics in frame.subjects.items()
        }
        context |= {name: Listed(listed, name, notes) for name, listed in lists.items()}
        return context | {"localsiteurl": frame.plain.get("localsiteurl")}

    def _leaf(self, path: str) -> Leaf:
        if path not in self._leaves:
            page = self.edition.by_path[path]
            self._leaves[path] = leaf_of(page, self.zone, self._subject_of)
        return self._leaves[path]

    def _subject_of(self, kind: str, name: str) -> Subject:
        slug = topic_slug(name)
        return Subject(name.strip() if kind == "tag" else name, slug,
                       self.settings[f"{kind.upper()}_URL"].format(slug=slug))  # fmt: skip


def _subject(topic: Topic) -> Subject:
    return Subject(topic.name, topic.slug, topic.url)


def _pelican() -> Path:
    """Return where Pelican is, without loading it."""
    found = find_spec("pelican")
    if found is None or found.origin is None:
        raise NeedsAllError("pelican")
    return Path(found.origin)
