"""A whole built site: what is kept of each page once its tree is dropped, and its other files.

Rules on one page read `HtmlPage`; rules on the site read this. Pages can so be judged one by one,
in any process, and only their facts travel.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from urllib.parse import urlsplit

from comptoir.errors import Place
from comptoir.site.calls import StyleSheet
from comptoir.site.html import HtmlPage
from comptoir.site.legal_pages import (
    Legal,
    named,
    speaks_as,
)
from comptoir.site.links import Target, Where, addresses, redirected, resolve
from comptoir.site.notice import Notice
from comptoir.site.page_facts import PageFacts, follows
from comptoir.site.position import line_at
from comptoir.site.privacy import Privacy

MARK = ".comptoir"  # the file that our builds leave in their folder
MOST = 5  # pages that serve as one legal page; more of them is a template


@dataclass(frozen=True, slots=True)
class Sitemap:
    """Addresses that a site map lists."""

    shown: str
    locations: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherFile:
    """A file of the site that is no page: its size, and its text when it may hold data."""

    path: str
    shown: str
    size: int
    text: str = field(default="", repr=False)
    located: bool = False  # a photograph that tells where it was taken


def _goes_nowhere(href: str, page: PageFacts) -> bool:
    """Say whether a link is a stub: "#", or an anchor that the page does not have."""
    return href.startswith("#") and href[1:] not in page.anchors


class HtmlSite:
    """Pages by address, files, style sheets, and the legal pages found among them.

    Args:
        pages: facts of each page.
        files: every other file, by path.
        styles: style sheets.
        base: public address of the root, when it is known.
        robots: text of robots.txt; None when there is none.
        sitemaps: site maps that were found.
        redirects: sources of the host's redirections.
        folder: the folder as findings print it.
        source: gives the text of a page again, to find a line in it.
    """

    def __init__(
        self,
        *,
        pages: Iterable[PageFacts],
        files: Iterable[OtherFile] = (),
        styles: Iterable[StyleSheet] = (),
        base: str = "",
        robots: str | None = None,
        sitemaps: Iterable[Sitemap] = (),
        redirects: Mapping[str, str] | None = None,
        folder: str = "",
        source: Callable[[str], str] = lambda path: "",
    ) -> None:
        self.pages = tuple(sorted(pages, key=lambda page: page.path))
        self.files = {file.path: file for file in files}
        self.styles = tuple(styles)
        self.base = base.rstrip("/")
        self.robots = robots
        self.sitemaps = tuple(sitemaps)
        self.redirects = dict(redirects or {})
        self.folder = folder
        self._source = source

    @property
    def beside(self) -> Iterator[str]:
        """Tell all that the rules may read of the site, its pages apart."""
        for file in self.files.values():
            yield f"{file.path} {file.size} {file.located}"
            yield file.text
        for sheet in self.styles:
            yield sheet.path
            yield sheet.text
        yield repr((self.base, self.robots, self.sitemaps, sorted(self.redirects.items())))

    # Addresses

    @cached_property
    def by_path(self) -> Mapping[str, PageFacts]:
        return {page.path: page for page in self.pages}

    @cached_property
    def addresses(self) -> Mapping[str, str]:
        return addresses([*self.files, *(sheet.path for sheet in self.styles), *self.by_path])

    def resolve(self, href: str, page: PageFacts) -> Target:
        return resolve(href, page_url=page.url, base=self.base)

    def page_at(self, path: str) -> PageFacts | None:
        """Return the page served at a path, if it is one of ours."""
        return self.by_path.get(self.addresses.get(path, ""))

    def serves(self, path: str) -> bool:
        return path in self.addresses or redirected(path, self.redirects)

    def target_of(self, href: str, page: PageFacts) -> PageFacts | None:
        target = self.resolve(href, page)
        return self.page_at(target.path) if target.where is Where.INSIDE else None

    @cached_property
    def whole_pages(self) -> tuple[PageFacts, ...]:
        """Pages for readers: no fragment, no stub."""
        return tuple(page for page in self.pages if page.whole)

    @cached_property
    def home(self) -> PageFacts | None:
        return self.page_at("/")

    @cached_property
    def built_here(self) -> bool:
        """Whether Comptoir built it: house rules speak of nothing else."""
        named = any("comptoir" in page.generator.lower() for page in self.pages)
        return named or MARK in self.files

    @property
    def host(self) -> str:
        return (urlsplit(self.base).hostname or "").lower()

    # Legal pages

    @cached_property
    def _labelled(self) -> Mapping[Legal, Mapping[str, int]]:
        """How many pages link to each page under the name of a legal one."""
        found: dict[Legal, dict[str, int]] = {}
        for page in self.pages:
            for href, text in page.links:
                for legal in named(text):
                    target = self.target_of(href, page)
                    if target is not None and not _goes_nowhere(href, page):
                        counts = found.setdefault(legal, {})
                        counts[target.path] = counts.get(target.path, 0) + 1
        return found

    def legal(self, kind: Legal) -> tuple[PageFacts, ...]:
        """Return the pages that serve as this legal page, the main one first."""
        if kind not in self._legal:
            self._legal[kind] = tuple(self._filled(p) for p in self._candidates(kind)[:MOST])
        return self._legal[kind]

    @cached_property
    def _legal(self) -> dict[Legal, tuple[PageFacts, ...]]:
        return {}

    def _candidates(self, kind: Legal) -> list[PageFacts]:
        linked = self._linked(kind)
        named_so = [page for page in self.whole_pages if kind in page.named]
        content = [page for page in self.whole_pages if kind in page.content]
        if len(content) > MOST and len(content) * 2 > len(self.whole_pages):
            # every page repeats it, in its footer: one is enough
            content = [self.home] if self.home in content else content[:1]
        if linked:
            extra = [] if any(kind in page.content for page in linked) else content[:2]
            return list(dict.fromkeys([*linked, *extra]))
        if content:
            both = [page for page in content if page in named_so]
            return both or content
        if named_so:
            return named_so
        for _, href, target in self.links_named(kind):
            broken = target.where is Where.INSIDE and not self.serves(target.path)
            if broken and not href.startswith("#"):
                return []
        headed = [page for page in self.whole_pages if kind in page.headed]
        return headed or (self._hinted if kind is Legal.NOTICE else [])

    def _linked(self, kind: Legal) -> list[PageFacts]:
        """Return the pages that links call by this name and that hold something of it."""
        counts = self._labelled.get(kind, {})
        ranked = sorted(counts, key=lambda path: (-counts[path], path))
        pages = [self.by_path[path] for path in ranked]
        kept = [page for page in pages if self._holds(page, kind)]
        return [page for page in kept if counts[page.path] * 2 >= counts[kept[0].path]]

    def _holds(self, page: PageFacts, kind: Legal) -> bool:
        if kind in page.named | page.headed | page.content:
            return True
        said = (block.text for block in self._filled(page).blocks if not block.footer)
        return speaks_as(kind, "\n".join(said))

    @cached_property
    def _hinted(self) -> list[PageFacts]:
        """Pages under any name that say who publishes and hosts, and that most pages link to."""
        found = [page for page in self.whole_pages if page.hinted]
        if len(found) > MOST:
            return [self.home] if self.home in found else found[:1]
        few = len(self.whole_pages) <= MOST
        return [p for p in found if few or len(self.without_link_to([p])) * 2 < len(self.pages)]

    def _filled(self, page: PageFacts) -> PageFacts:
        """Return the facts of a page with its text, read again when it was not kept."""
        if page.blocks:
            return page
        if page.path not in self._reread:
            again = HtmlPage(self._source(page.path), path=page.path, base=self.base)
            self._reread[page.path] = replace(page, blocks=again.blocks)
        return self._reread[page.path]

    @cached_property
    def _reread(self) -> dict[str, PageFacts]:
        return {}

    def carries(self, page: PageFacts, kind: Legal) -> bool:
        """Say whether a page holds a legal text itself, in its footer for one."""
        return kind in page.content or (kind is Legal.NOTICE and page.hinted)

    @cached_property
    def notice_pages(self) -> tuple[PageFacts, ...]:
        """Pages of the legal notice that can be read here: no script fills them."""
        return tuple(page for page in self.legal(Legal.NOTICE) if not page.filled)

    @cached_property
    def privacy_pages(self) -> tuple[PageFacts, ...]:
        return tuple(page for page in self.legal(Legal.PRIVACY) if not page.filled)

    @cached_property
    def collects(self) -> bool:
        """Whether its pages gather data about people: a form, or a third party that follows."""
        return any(
            page.has_data_form or page.has_matomo or any(map(follows, page.third_parties))
            for page in self.pages
        )

    @cached_property
    def notice(self) -> Notice:
        """What the legal notice says, its page's footer included."""
        return Notice([block for page in self.notice_pages for block in page.blocks])

    @cached_property
    def privacy(self) -> Privacy:
        """What the privacy notice says."""
        return Privacy([block for page in self.privacy_pages for block in page.blocks])

    @cached_property
    def notice_as_privacy(self) -> Privacy:
        return Privacy([block for page in self.notice_pages for block in page.blocks])

    def links_named(self, kind: Legal) -> Iterable[tuple[PageFacts, str, Target]]:
        """Yield the links that bear the name of a legal page, with their targets."""
        for page in self.pages:
            for href, text in page.links:
                if kind in named(text):
                    yield page, href, self.resolve(href, page)

    @cached_property
    def _leads_to(self) -> Mapping[str, frozenset[str]]:
        """The pages that each page links to."""
        known: dict[str, str] = {}  # by address from the root, the same from every page
        return {page.path: frozenset(self._led_to(page, known)) for page in self.pages}

    def _led_to(self, page: PageFacts, known: dict[str, str]) -> Iterator[str]:
        for href, _ in page.links:
            path = known.get(href)
            if path is None:
                target = self.resolve(href, page)
                path = ""
                if target.where is Where.INSIDE:
                    path = self.addresses.get(target.path, "")
                if href[:1] == "/":
                    known[href] = path
            yield path

    def without_link_to(self, targets: Iterable[PageFacts]) -> list[PageFacts]:
        """Return the pages that link to none of these."""
        wanted = {page.path for page in targets}
        return [
            page
            for page in self.whole_pages
            if page.path not in wanted and not wanted & self._leads_to[page.path]
        ]

    # Where things are

    def place(self, page: PageFacts, pattern: str = "") -> Place:
        """Return the place of the first match of an expression in the source of a page."""
        if not pattern:
            return Place(page.shown)
        source = self._source(page.path)
        found = re.search(pattern, source, re.IGNORECASE)
        return Place(page.shown, line_at(source, found.start()) if found else 0)

    def place_of_link(self, page: PageFacts, href: str) -> Place:
        written = re.escape(href).replace("&", "&(?:amp;)?")
        return self.place(page, rf"""href\s*=\s*["']?{written}(?=["'\s>])""")

    def shown(self, path: str) -> str:
        return f"{self.folder}/{path}" if self.folder else path
