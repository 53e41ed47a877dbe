"""The value of each thing that pages read, summed up: equal sums, equal pages."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from functools import cached_property
from typing import Any

from pelican.contents import Content
from pelican.paginator import Page as PageOfList
from pelican.paginator import Paginator
from pelican.urlwrappers import URLWrapper
from pydantic import BaseModel

from comptoir.site.source import PageKind, SourcePage
from comptoir.website.incremental.kept_prose import is_linked
from comptoir.website.incremental.stamps import sum_of
from comptoir.website.incremental.watching import SEP
from comptoir.website.surroundings import Surroundings

SHORT = 8
ALONE = frozenset({"near", "kin", "series", "under", "above", "versions"})  # of one page each
PLAIN = (str, int, float, bool, type(None), date, datetime, time, Decimal, Enum)


def is_list(thing: Any) -> bool:
    """Whether a thing is a list of pages, or of subjects with theirs: it is watched."""
    if isinstance(thing, Paginator):
        return True
    if not isinstance(thing, list):
        return False
    first = thing[0] if thing else None
    return not thing or isinstance(first, Content) or (
        isinstance(first, tuple) and len(first) == 2 and isinstance(first[0], URLWrapper)
    )  # fmt: skip


def is_own(name: str, thing: Any) -> bool:
    """Whether a page is given a thing as the one that it shows."""
    return name in ("article", "page") and isinstance(thing, Content)


class UnknownError(TypeError):
    """A thing that we cannot sum up."""


class Sums:
    """The sums of one edition."""

    def __init__(
        self,
        context: Mapping[str, Any],
        site: Surroundings,
        heads: Mapping[str, str],
        *,
        bodies: bool,
    ) -> None:
        """Make ready to answer.

        Args:
            context: what all templates are given.
            site: what they call `site`, unwatched.
            heads: sum of the front matter of each source, by its path.
            bodies: whether a list may show the text of its pages.
        """
        self.context, self.site, self.heads, self.bodies = context, site, heads, bodies
        self._known: dict[str, str] = {}
        self._lists: dict[
            int, tuple[Sequence[Any], str]
        ] = {}  # the list is kept: its id is its own
        self._parts: dict[tuple[int, int], tuple[Paginator, str]] = {}  # as much of its paginator
        self._faces: dict[str, str] = {}
        self._ways: dict[type, Callable[[Any], str]] = {}

    def forget(self) -> None:
        """Let go of the edition: its ways of summing up hold it, and it would stay to the end."""
        self._ways.clear()
        self._lists.clear()
        self._parts.clear()

    # of pages

    def face(self, thing: Any) -> str:
        """Sum up what other pages may show of a page."""
        source: SourcePage = getattr(thing, "source", thing)
        known = self._faces.get(source.path)
        if known is None:
            image = source.meta.image
            picture = repr(self.site.edition.gallery.get(image)) if image else ""
            more = source.body if self.bodies else ""
            head = self.heads.get(source.path) or repr(source.meta)
            known = self._faces[source.path] = sum_of(source.path, head, picture, more)
        return known

    def whole(self, item: Content) -> str:
        """Sum up a page for itself."""
        html = item._content or ""
        linked = self.everything if is_linked(html) else ""
        told = (item.html_sum, repr(item.toc), item.hero, linked)
        return sum_of(self.face(item), item.source.body, *told)

    @cached_property
    def everything(self) -> str:
        """Sum up all that there is, for pages that cannot be followed."""
        edition = self.site.edition
        pages = (f"{self.face(page)}{page.body}" for page in edition.pages)
        told = (repr(edition.gallery), repr(edition.data), repr(edition.register))
        return sum_of(*pages, *told, repr(sorted(edition.bodies.items())), repr(self.site.today))

    # of anything

    def of(self, thing: Any) -> str:
        """Sum up a value that a page is given.

        Raises:
            UnknownError: it may hold anything.
        """
        kind = type(thing)
        how = self._ways.get(kind)
        if how is None:
            how = self._ways[kind] = self._way(thing)
        return how(thing)

    def _way(self, thing: Any) -> Callable[[Any], str]:
        """Return how things of this type are summed up: they are many, and of few types."""
        if isinstance(thing, Content | SourcePage):
            return self.face
        if isinstance(thing, PLAIN):
            return lambda thing: f"{type(thing).__name__}:{thing!r}"
        if isinstance(thing, URLWrapper):
            return lambda thing: f"{type(thing).__name__}:{thing.name}:{thing.slug}"
        if isinstance(thing, list | tuple):
            return self._listed
        if isinstance(thing, Paginator):
            return lambda cut: f"{cut.num_pages}:{cut.count}:{cut.per_page}:{cut.name}:{cut.url}"
        if isinstance(thing, PageOfList):
            return self._part
        if isinstance(thing, BaseModel):
            return repr
        if is_dataclass(thing) and not isinstance(thing, type):
            names = [field.name for field in fields(thing)]
            return lambda thing: ",".join([self.of(getattr(thing, name)) for name in names])
        raise UnknownError(type(thing).__name__)

    def _part(self, page: PageOfList) -> str:
        """Sum up a part of a list, which the parts beside it are given too."""
        key = id(page.paginator), page.number
        known = self._parts.get(key)
        if known is None:
            told = f"{page.number}:{self.of(page.paginator)}:{self._told(page.object_list)}"
            known = self._parts[key] = page.paginator, told
        return known[1]

    def _listed(self, things: Sequence[Any]) -> str:
        """Sum up a list that others may be given too."""
        if len(things) <= SHORT:
            return self._told(things)
        known = self._lists.get(id(things))
        if known is None:
            known = self._lists[id(things)] = things, self._told(things)
        return known[1]

    def _told(self, things: Sequence[Any]) -> str:
        """Sum up a list that is not kept."""
        told = map(self.of, things)
        return f"[{','.join(told)}]" if len(things) <= SHORT else sum_of(*told)

    # of what was noted

    def noted(self, key: str, given: Mapping[str, Any]) -> str:
        """Sum up what a note stands for now.

        Args:
            key: the note.
            given: what the page itself is given.
        """
        kind, _, told = key.partition(SEP)
        if told.startswith("given.") or kind in ALONE:
            return self._answer(kind, told, given)
        if key not in self._known:
            self._known[key] = self._answer(kind, told, given)
        return self._known[key]

    def _answer(self, kind: str, told: str, given: Mapping[str, Any]) -> str:
        if kind in ("any", "count", "list", "part"):
            return self._of_list(kind, told, given)
        return _ANSWERS[kind](self, told)

    def _of_list(self, kind: str, told: str, given: Mapping[str, Any]) -> str:
        name, _, part = told.partition(SEP)
        things = self._found(name, given)
        if kind == "any":
            return str(bool(things))
        if kind == "count":
            return str(len(things))
        if kind == "part":
            start, stop = map(int, part.split(":"))
            return self._told(things[start:stop])
        if things and isinstance(things[0], tuple):  # subjects: their pages are noted apart
            return self._told([subject for subject, _ in things])
        return self.of(things)

    def _found(self, name: str, given: Mapping[str, Any]) -> Sequence[Any]:
        name, _, slug = name.partition("/")
        things = (given if name.startswith("given.") else self.context).get(
            name.removeprefix("given."), ()
        )
        if isinstance(things, Paginator):
            things = things.object_list
        if slug:
            return next((pages for subject, pages in things if subject.slug == slug), ())
        found: Sequence[Any] = things
        return found

    @cached_property
    def _places(self) -> Mapping[str, int]:
        articles = self.context.get("articles", ())
        return {article.source.path: place for place, article in enumerate(articles)}

    def _page(self, path: str) -> SourcePage | None:
        return self.site.edition.by_path.get(path)

    def _near(self, path: str) -> str:
        articles, place = self.context["articles"], self._places.get(path)
        if place is None:
            return ""
        before = articles[place - 1] if place else None
        after = articles[place + 1] if place + 1 < len(articles) else None
        return f"{self.of(before)}{self.of(after)}"

    def _around(self, ask: Callable[[SourcePage], Any], path: str) -> str:
        page = self._page(path)
        return self._told(list(ask(page))) if page else ""

    def _above(self, path: str) -> str:
        page = self._page(path)
        return repr(self.site.trail(page, page.url, "")) if page else ""

    def _look(self) -> str:
        look = self.site.look
        return repr((look.href, look.fonts, look.holds_name, look.logo, look.logo_url))

    def _at(self, url: str) -> str:
        return self.of(self.site.page_at(url))


_ANSWERS: Mapping[str, Callable[[Sums, str], str]] = {
    "all": lambda sums, _: sums.everything,
    "menu": lambda sums, _: repr(sums.site.menu),
    "footer": lambda sums, _: repr(sums.site.footer),
    "today": lambda sums, _: repr(sums.site.today),
    "has": lambda sums, kind: str(bool(sums.site.edition.of(PageKind[kind]))),
    "at": Sums._at,
    "look": lambda sums, _: sums._look(),
    "versions": lambda sums, path: sums._around(sums.site.versions, path),
    "picture": lambda sums, name: repr(sums.site.edition.gallery.get(name)),
    "face": lambda sums, path: sums.of(sums._page(path)),
    "near": Sums._near,
    "kin": lambda sums, path: sums._around(sums.site.related, path),
    "series": lambda sums, path: sums._around(sums.site.series, path),
    "under": lambda sums, path: sums._around(sums.site.children, path),
    "above": Sums._above,
}
