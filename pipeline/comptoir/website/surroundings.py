"""What templates call `site`: who publishes, where things are, how they are written."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any

from markupsafe import Markup

from comptoir.dates import MONTHS
from comptoir.settings.organisation import Opening, Organisation
from comptoir.settings.site import MenuItem
from comptoir.site.front_matter import PageMeta
from comptoir.site.source import PageKind, SourcePage
from comptoir.website import assets, cards, jsonld
from comptoir.website.colours import NIGHT, PAPER
from comptoir.website.edition import Edition
from comptoir.website.kinships import Kinships
from comptoir.website.look import Look
from comptoir.website.months import Month, months_of
from comptoir.website.occurrences import held
from comptoir.website.pictures import FOLDER, FULL, Picture
from comptoir.website.typography import french, weekday

LONGEST_TITLE = 70  # characters that search engines show
SECTIONS = {
    PageKind.NEWS: ("Actualités", "/actualites/"),
    PageKind.EVENT: ("Agenda", "/agenda/"),
    PageKind.OFFER: ("Offres", "/offres/"),
    PageKind.NEWSLETTER: ("Lettres d’infos", "/lettres/"),
}


@dataclass(frozen=True, slots=True)
class Link:
    """An entry of a menu."""

    label: str
    href: str
    url: str = ""  # without the base, to know where we are


def _mark(url: str, here: str, around: Collection[str]) -> str:
    if url == here:
        return "page"
    return "true" if url != "/" and (here.startswith(url) or url in around) else ""


class Surroundings:
    """One for a whole edition."""

    paper, night = PAPER, NIGHT

    def __init__(self, edition: Edition) -> None:
        self.edition, self.facts = edition, edition.facts
        self.base = edition.facts.base
        self._assets: dict[str, str] = {}
        self._said: dict[tuple[Any, ...], Any] = {}
        self._places: dict[int, int] = {}

    # who publishes

    @property
    def name(self) -> str:
        return french(self.facts.site.site.name)

    @property
    def tagline(self) -> str:
        return french(self.facts.site.site.tagline)

    @property
    def description(self) -> str:
        return french(self.facts.site.site.description)

    @property
    def lang(self) -> str:
        return self.facts.site.site.lang

    @property
    def today(self) -> Any:
        return self.facts.today

    @property
    def organisation(self) -> Organisation:
        return self.facts.organisation

    @property
    def reachable(self) -> bool:
        """Whether the organisation says where it is, or how to write or call."""
        who = self.organisation
        return bool(who.seat.city or who.phone or who.email)

    @property
    def colours(self) -> Any:
        return self.facts.site.colours

    @cached_property
    def opening(self) -> list[tuple[str, list[Opening]]]:
        """Opening hours by day, in the order of the week."""
        ordered = sorted(self.organisation.opening, key=lambda o: (o.day, o.opens))
        return [(weekday(day), list(group)) for day, group in groupby(ordered, lambda o: o.day)]

    @staticmethod
    def full_title(title: str, more: str) -> str:
        """Return what the tab shows: the second part only where there is room for it."""
        both = f"{title} · {more}"
        return both if more and len(both) <= LONGEST_TITLE else title

    # where things are

    @cached_property
    def menu(self) -> list[Link]:
        """The menu of comptoir.toml, or one made of the pages that ask for it and of the lists."""
        return self._links(self.facts.site.menu) or self._found_menu()

    @cached_property
    def footer(self) -> list[Link]:
        legal = [
            Link(french(page.meta.title), self.href(page.url), page.url)
            for page in self.edition.of(PageKind.LEGAL)
        ]
        return self._links(self.facts.site.footer) or legal

    @property
    def search(self) -> bool:
        return self.facts.site.sharing.search

    @property
    def social(self) -> Any:
        return self.facts.site.social

    def marks(self, here: str, trail: Iterable[tuple[str, str]]) -> tuple[str, ...]:
        """Say of each link of the menu whether it leads here, or to what is around, for ARIA."""
        around = {url for _, url in trail}
        return tuple([_mark(link.url, here, around) for link in self.menu])

    def _links(self, items: Iterable[MenuItem]) -> list[Link]:
        away = self.facts.away
        return [
            Link(french(item.label), self.href(item.url), item.url)
            for item in items
            if not item.url.startswith(away)
        ]

    def _found_menu(self) -> list[Link]:
        asked = [
            (page.meta.order, page.meta.menu, page.url)
            for page in self.edition.of(PageKind.PAGE)
            if isinstance(page.meta, PageMeta) and page.meta.menu
        ]
        pages = [Link(french(label), self.href(url), url) for _, label, url in sorted(asked)]
        return pages + [
            Link(label, self.href(url), url)
            for kind, (label, url) in SECTIONS.items()
            if self.edition.of(kind)
        ]

    def href(self, url: str) -> str:
        """Return the link to an address of the site, or another site's as it is."""
        return f"{self.base}{url}" if url.startswith("/") else url

    def absolute(self, url: str) -> str:
        return f"{self.facts.site.site.url}{url}"

    def has(self, kind: str) -> bool:
        return bool(self.edition.of(PageKind[kind]))

    def page_at(self, url: str) -> SourcePage | None:
        return next((page for page in self.edition.pages if page.url == url), None)

    def asset(self, path: str) -> str:
        """Return the link to a static file of the theme, which changes when the file does."""
        if path not in self._assets:
            self._assets[path] = assets.asset(path, self.facts)
        return self._assets[path]

    def once(self, *key: Any, caller: Callable[[], Any]) -> Any:
        """Write what is the same on many pages the first time, and say it again after.

        Args:
            key: what it is, and all that tells one page's from another's.
            caller: writes it.
        """
        if key not in self._said:
            self._said[key] = caller()
        return self._said[key]

    # how they are shown

    @cached_property
    def look(self) -> Look:
        return Look(self.facts)

    def picture(
        self, name: str, *, sizes: str = FULL, lazy: bool = True, alt: str | None = None
    ) -> Markup:
        """Write a picture; nothing when there is none of that name."""
        found = self.edition.gallery.get(name) if name else None
        html = found.html(base=self.base, sizes=sizes, lazy=lazy, alt=alt) if found else ""
        return Markup(html)  # noqa: S704 — made by Picture.html, which escapes

    def picture_of(self, name: str) -> Picture | None:
        return self.edition.gallery.get(name)

    def shown(self, name: str) -> bool:
        """Whether a picture exists and may be shown: a card rather has none than a frame."""
        found = self.edition.gallery.get(name) if name else None
        return found is not None and not found.withheld

    def social_image(self, name: str) -> str:
        found = self.edition.gallery.get(name) if name else None
        largest = found.largest if found else None
        return self.absolute(f"/{FOLDER}/{largest.file}") if largest else ""

    def card(self, source: SourcePage | None) -> str:
        """Return the picture shown where a link is shared: drawn for it, else the page's own."""
        drawn = cards.link(source, self.facts)
        own = self.social_image(source.meta.image) if source else ""
        return self.absolute(drawn) if drawn else own

    def upcoming(self, events: Sequence[Any]) -> list[Any]:
        """Return what is still to come, each date of what repeats for itself."""
        return [moment for moment in held(events) if moment.ends.date() >= self.facts.today]

    def past(self, events: Sequence[Any]) -> list[Any]:
        return [m for m in reversed(held(events)) if m.ends.date() < self.facts.today]

    def moments(self, event: Any) -> list[Any]:
        """Return every date of one event."""
        return held([event])

    def next_moment(self, event: Any) -> Any:
        """Return its next date, else its last."""
        times = held([event])
        return next((m for m in times if m.ends.date() >= self.facts.today), times[-1])

    def months(self, events: Sequence[Any]) -> list[Month]:
        """Return the months of the agenda that have a page."""
        return months_of(held(events))

    def by_month(self, events: Sequence[Any]) -> list[tuple[str, list[Any]]]:
        def month(event: Any) -> tuple[int, int]:
            return event.meta.starts.year, event.meta.starts.month

        return [
            (f"{MONTHS[m - 1].capitalize()} {year}", list(group))
            for (year, m), group in groupby(events, month)
        ]

    def by_publication(self, articles: Sequence[Any]) -> list[tuple[str, list[Any]]]:
        """Group articles, the newest first, by the month they were published in."""
        grouped = groupby(articles, lambda a: (a.meta.date.year, a.meta.date.month))
        return [
            (f"{MONTHS[m - 1].capitalize()} {year}", list(group)) for (year, m), group in grouped
        ]

    def promotion(self, offer: Any) -> Any:
        """Return the promotion that runs today, if there is one."""
        return offer.meta.promotion_on(self.facts.today)

    def neighbours(self, article: Any, articles: Sequence[Any]) -> tuple[Any, Any]:
        """Return the article before and the one after, in time."""
        articles = getattr(articles, "raw", articles)  # it is not read whole: see incremental
        if hasattr(articles, "place"):
            place = articles.place(article)
            return self._beside(place, articles)
        if len(self._places) != len(articles):
            self._places = {id(other): place for place, other in enumerate(articles)}
        return self._beside(self._places.get(id(article)), articles)

    @staticmethod
    def _beside(place: int | None, articles: Sequence[Any]) -> tuple[Any, Any]:
        if place is None:
            return None, None
        older = articles[place + 1] if place + 1 < len(articles) else None
        return older, articles[place - 1] if place else None

    def related(self, source: SourcePage) -> list[SourcePage]:
        """Return the articles that share the most subjects with this one."""
        return self.kinships.related(source)

    def series(self, source: SourcePage) -> Sequence[SourcePage]:
        """Return the series that an article belongs to, in its order."""
        return self.kinships.series(source)

    @cached_property
    def kinships(self) -> Kinships:
        return Kinships.of(self.edition.of(PageKind.NEWS))

    # where we are

    def trail(self, source: SourcePage | None, url: str, title: str) -> list[tuple[str, str]]:
        """Return the way from home to here: titles and addresses, this page last."""
        steps = [("Accueil", "/")]
        if source is not None and source.kind in SECTIONS:
            steps.append(SECTIONS[source.kind])
        elif source is not None:
            steps += [(french(p.meta.title), p.url) for p in self.edition.parents(source)]
        elif url.startswith("/actualites/") and url != "/actualites/":
            steps.append(SECTIONS[PageKind.NEWS])
        elif url.startswith("/agenda/mois/"):
            steps.append(SECTIONS[PageKind.EVENT])
        return [*steps, (title, url)] if url != "/" else steps

    def versions(self, source: SourcePage | None) -> list[SourcePage]:
        """Return a page in every language it is published in; nothing when there is one only."""
        found = self.edition.versions.get(source.url, {}) if source else {}
        return [page for _, page in sorted(found.items())]

    def children(self, source: SourcePage) -> list[SourcePage]:
        return self.edition.children(source)

    def data(self, source: SourcePage | None, trail: list[tuple[str, str]], image: str) -> Markup:
        """Write the structured data of a page."""
        if len(trail) == 1:
            there = jsonld.website(self.facts)
        else:
            there = jsonld.breadcrumbs(trail, self.facts)
        own = jsonld.of_page(source, self.facts, image=image) if source else None
        told = (self._publisher, jsonld.written(there), jsonld.written(own))
        return Markup(jsonld.script(told))  # noqa: S704 — escaped by written()

    @cached_property
    def _publisher(self) -> str:
        logo = self.look.logo_url or self.absolute("/apple-touch-icon.png")
        return jsonld.written(jsonld.organisation(self.facts, logo=logo))
