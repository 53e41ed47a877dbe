"""A source page: a Markdown file with typed front matter, its kind told by its folder."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from pathlib import PurePosixPath

from comptoir.errors import Fault
from comptoir.site.data import SiteData
from comptoir.site.front_matter import (
    CampaignMeta,
    EventMeta,
    FrontMatter,
    LegalMeta,
    NewsletterMeta,
    NewsMeta,
    OfferMeta,
    PageMeta,
)
from comptoir.site.register import ImageRegister
from comptoir.text import slug


class PageKind(Enum):
    """What a page is, by the folder it lies in."""

    PAGE = "content/pages"
    NEWS = "content/actualites"
    EVENT = "content/agenda"
    OFFER = "content/offres"
    NEWSLETTER = "content/lettres"  # a mailing that left, for everyone to read
    LEGAL = "legal/pages"
    CAMPAIGN = "content/campagnes"

    @property
    def folder(self) -> str:
        return self.value

    @property
    def model(self) -> type[FrontMatter]:
        return MODELS[self]

    @property
    def public(self) -> bool:
        """Whether the build publishes it: a campaign never is."""
        return self is not PageKind.CAMPAIGN

    @property
    def past(self) -> bool:
        """Whether it says how things were on its day, and is not kept up to date."""
        return self in (PageKind.NEWS, PageKind.NEWSLETTER)


MODELS: Mapping[PageKind, type[FrontMatter]] = {
    PageKind.PAGE: PageMeta,
    PageKind.NEWS: NewsMeta,
    PageKind.EVENT: EventMeta,
    PageKind.OFFER: OfferMeta,
    PageKind.NEWSLETTER: NewsletterMeta,
    PageKind.LEGAL: LegalMeta,
    PageKind.CAMPAIGN: CampaignMeta,
}
PREFIXES: Mapping[PageKind, str] = {
    PageKind.NEWS: "actualites/",
    PageKind.EVENT: "agenda/",
    PageKind.OFFER: "offres/",
    PageKind.NEWSLETTER: "lettres/",
}
DATED = re.compile(r"^\d{4}-\d{2}-\d{2}-(?=.)")


def kind_of(path: str) -> PageKind | None:
    """Return the kind of a file by its path in the project.

    >>> kind_of("content/agenda/2026-12-05-repair-cafe.md")
    <PageKind.EVENT: 'content/agenda'>
    >>> kind_of("README.md")
    """
    return next((kind for kind in PageKind if path.startswith(f"{kind.folder}/")), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePage:
    """One Markdown file, read and checked."""

    path: str  # relative to the project root, "/" separators
    kind: PageKind
    meta: FrontMatter
    body: str  # Markdown
    body_line: int  # 1-based line of the file on which the body starts
    lines: Mapping[str, int] = field(default_factory=dict)  # line of each front matter key

    @property
    def slug(self) -> str:
        return self.meta.slug or default_slug(self.path, self.kind)

    @property
    def url(self) -> str:
        """Return the path it is published at, from the root of the site.

        A page's address is its slug alone, whatever its folder: moving the file breaks no link.
        """
        if isinstance(self.meta, PageMeta) and self.meta.template == "home":
            return "/"
        return f"/{PREFIXES.get(self.kind, '')}{self.slug}/"

    @property
    def section(self) -> str:
        """Return the path of the page above it: `index.md` of its folder, or of the one above."""
        here = PurePosixPath(self.path)
        folder = here.parent.parent if here.stem == "index" else here.parent
        inside = folder.is_relative_to(self.kind.folder) and str(folder) != self.kind.folder
        return f"{folder}/index.md" if inside else ""

    def published_on(self, today: date) -> bool:
        """Whether readers see it that day: public, finished, come, and not expired."""
        published = self.meta.status == "published" and self.meta.date <= today
        return self.kind.public and published and not self.expired_on(today)

    def waits_on(self, today: date) -> bool:
        """Whether readers will see it and do not yet: a draft, or one whose day has not come."""
        return not (self.published_on(today) or self.expired_on(today)) and self.kind.public

    def expired_on(self, today: date) -> bool:
        return self.meta.expires is not None and self.meta.expires < today


def default_slug(path: str, kind: PageKind) -> str:
    """Return the file's name without its date, as a slug; an index is named by its folder.

    >>> default_slug("content/actualites/2026-09-01-rentree.md", PageKind.NEWS)
    'rentree'
    >>> default_slug("content/pages/ateliers/index.md", PageKind.PAGE)
    'ateliers'
    """
    here = PurePosixPath(path)
    stem = here.parent.name if here.stem == "index" else here.stem
    if kind in (PageKind.NEWS, PageKind.EVENT):
        stem = DATED.sub("", stem)
    return slug(stem) or "page"


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Everything readable in the content folders, and what could not be read."""

    pages: tuple[SourcePage, ...] = ()
    faults: tuple[Fault, ...] = ()
    register: ImageRegister = field(default_factory=ImageRegister)
    data: SiteData = field(default_factory=SiteData)
