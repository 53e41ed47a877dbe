"""One edition of the site: everything that Pelican, the plugins and the templates are given."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

from comptoir.modules import SECTIONS
from comptoir.settings import Organisation, Processing, SiteSettings
from comptoir.site.data import SiteData
from comptoir.site.register import ImageRegister
from comptoir.site.source import PageKind, SourcePage
from comptoir.site.translations import Versions, versions
from comptoir.website.incremental.past import Past
from comptoir.website.incremental.stamps import sum_of
from comptoir.website.pictures import Gallery

THEME = ("theme/static/", "!theme/static/", "theme/fonts/", "!theme/fonts/", "theme/ancien/")


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What the organisation wrote, beside its pages."""

    root: Path
    organisation: Organisation
    processing: Processing
    site: SiteSettings
    today: date
    drafts: bool = False  # also pages that are not finished or not come: for the preview alone

    @cached_property
    def base(self) -> str:
        """The path under which the site lies: nothing at the root of its host."""
        return urlsplit(self.site.site.url).path.rstrip("/")

    @cached_property
    def away(self) -> tuple[str, ...]:
        """The sections of the site that go with the modules that are off."""
        off = self.organisation.off
        return tuple(url for module, url in SECTIONS.items() if module in off)

    @property
    def host(self) -> str:
        return urlsplit(self.site.site.url).netloc


@dataclass(frozen=True, kw_only=True)
class Edition:
    """The pages that are published this time, with their pictures."""

    facts: Facts
    pages: tuple[SourcePage, ...]
    bodies: Mapping[str, str] = field(default_factory=dict)  # filled Markdown of legal pages
    register: ImageRegister = field(default_factory=ImageRegister)
    data: SiteData = field(default_factory=SiteData)
    gallery: Gallery = field(default_factory=lambda: Gallery({}))

    @cached_property
    def by_path(self) -> Mapping[str, SourcePage]:
        return {page.path: page for page in self.pages}

    def of(self, kind: PageKind) -> Sequence[SourcePage]:
        return self._by_kind.get(kind, ())

    @cached_property
    def _by_kind(self) -> Mapping[PageKind, Sequence[SourcePage]]:
        found: dict[PageKind, list[SourcePage]] = {}
        for page in self.pages:
            found.setdefault(page.kind, []).append(page)
        return found

    def source(self, path: Path) -> SourcePage | None:
        """Return the page of a file, or nothing when it is not published.

        A link is not followed: one that turns in circles would give a page many files.
        """
        named, root = os.fspath(path), f"{self.facts.root}{os.sep}"
        inside = named.startswith(root)  # nearly always, and ten times as fast
        shown = named.removeprefix(root) if inside else os.path.relpath(named, self.facts.root)
        return self.by_path.get(shown.replace(os.sep, "/"))

    def body(self, page: SourcePage) -> str:
        return self.bodies.get(page.path, page.body)

    @cached_property
    def versions(self) -> Mapping[str, Versions]:
        """The languages of each page that is published in several, by its address."""
        return versions(self.pages)

    def parents(self, page: SourcePage) -> list[SourcePage]:
        """Return the pages above this one, the highest first."""
        above = self.by_path.get(page.section) if page.section else None
        return [*self.parents(above), above] if above else []

    def children(self, page: SourcePage) -> list[SourcePage]:
        """Return the pages right under this one, in their order."""
        under = [p for p in self.of(PageKind.PAGE) if p.section == page.path and p is not page]
        return sorted(under, key=lambda p: (getattr(p.meta, "order", 0), p.meta.title))


def facts_sum(facts: Facts, past: Past) -> str:
    """Sum up what every page may depend on beside the content: who publishes, the theme's files."""
    files = (n for n in sorted(past.files.stamps) if n.startswith(THEME))
    told = (repr(facts.organisation), repr(facts.processing), repr(facts.site))
    return sum_of(*told, *(f"{name} {past.files.sum(name)}" for name in files))
