"""A site made with something else, as its reader found it, and what is said of the way."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Any

from comptoir.errors import Place


class OldKind(Enum):
    """What a text of the old site was."""

    PAGE = "page"
    ARTICLE = "article"


class Topic(Enum):
    """What a remark is about; its value is the heading of the report."""

    SETTINGS = "Réglages"
    LOCALE = "Langue de la machine"
    PLUGIN = "Extensions"
    NETWORK = "Extensions qui appellent le réseau"
    THEME = "Thème"
    SERVICE = "Services tiers"
    FILE = "Fichiers écartés"
    PAGE = "Pages"
    CODE = "Codes de l’ancien outil"
    FORM = "Formulaires et agendas"
    EMBED = "Contenus venus d’ailleurs"
    IMAGE = "Images"
    MENU = "Menus"
    PEOPLE = "Auteurs et commentaires"


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing that is not carried over, or not as it was."""

    topic: Topic
    found: str
    remedy: str = ""
    at: Place | None = None

    def __str__(self) -> str:
        where = f"{self.at} : " if self.at else ""
        return " ".join(part for part in (f"{where}{self.found}", self.remedy) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class OldPage:
    """A page or an article, its text already in Markdown."""

    key: str  # its file in the old site, or its number in an export: the same at every run
    kind: OldKind
    title: str
    body: str
    slug: str
    urls: tuple[str, ...] = ()  # where it was published, from the root of the old site
    day: date | None = None
    modified: date | None = None
    draft: bool = False
    category: str = ""
    tags: tuple[str, ...] = ()
    summary: str = ""
    lang: str = ""
    image: str = ""  # as the old page named it
    menu: str = ""
    order: int | None = None
    parent: str = ""  # key of the page above
    home: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OldFile:
    """A file that the old site published beside its pages."""

    key: str  # its path under the folder it is read from
    urls: tuple[str, ...]
    digest: str  # SHA-256 of its content
    alt: str = ""
    media: bool = False  # it lies in the media folder of an export


class Listing(Enum):
    """What a list of the old site was a list of."""

    NEWS = "news"
    TOPICS = "topics"
    ARCHIVES = "archives"
    YEAR = "year"
    FEED = "feed"  # of a category, a tag, an author: ours has everything
    TOPIC = "topic"  # a category or a tag: what was one may have become the other


@dataclass(frozen=True, slots=True)
class OldList:
    """A list of its articles that the old site made by itself."""

    url: str
    of: Listing = Listing.NEWS
    name: str = ""  # the year, the category or the tag


@dataclass(frozen=True, slots=True)
class OldLink:
    """An entry of the old menu."""

    label: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OldTheme:
    """The theme that the old site held."""

    name: str
    files: tuple[tuple[str, str], ...] = ()  # path in the old site, path in the theme
    templates: Mapping[str, str] = field(default_factory=dict)  # ours → theirs: those that work
    values: Mapping[str, Any] = field(default_factory=dict)  # settings that it reads
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OldSite:
    """Everything that was read of it."""

    maker: str  # Pelican, WordPress, Hugo, Jekyll
    name: str = ""
    address: str = ""  # its public address
    roots: tuple[str, ...] = ("",)  # folders from which an absolute source path is counted
    pages: tuple[OldPage, ...] = ()
    files: tuple[OldFile, ...] = ()
    lists: tuple[OldList, ...] = ()
    feeds: tuple[str, ...] = ()  # where people may have subscribed to all its articles
    menu: tuple[OldLink, ...] = ()
    theme: OldTheme | None = None
    remarks: tuple[Remark, ...] = field(default=())
    extra_urls: Mapping[str, str] = field(default_factory=dict)  # other addresses, by key
