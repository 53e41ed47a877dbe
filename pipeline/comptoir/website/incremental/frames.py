"""What stands around a page in a template, kept so that one page can be made alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from comptoir.site.data import SiteData
from comptoir.site.register import ImageRegister
from comptoir.website.pictures import Gallery
from comptoir.website.surroundings import Surroundings

PLAIN = (str, int, float, bool, type(None), date, datetime)


@dataclass(frozen=True, slots=True)
class Topic:
    """A category or a tag, with the sources of its articles in Pelican's order."""

    name: str
    slug: str
    url: str
    articles: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The edition without its pages, and what Pelican tells every template."""

    orders: Mapping[str, list[str]]  # lists of pages, by their sources
    subjects: Mapping[str, list[Topic]]  # lists of subjects
    counts: Mapping[str, int]  # other lists
    plain: Mapping[str, Any]
    unready: tuple[str, ...]  # names of what cannot be kept
    published: tuple[str, ...]
    gallery: Gallery
    register: ImageRegister = field(default_factory=ImageRegister)
    data: SiteData = field(default_factory=SiteData)
    bodies: Mapping[str, str] = field(default_factory=dict)


def frame_of(context: Mapping[str, Any], site: Surroundings) -> Frame:
    """Take what can be kept of a whole build."""
    orders: dict[str, list[str]] = {}
    subjects: dict[str, list[Topic]] = {}
    counts: dict[str, int] = {}
    plain: dict[str, Any] = {}
    unready: list[str] = []
    for name, thing in context.items():
        if isinstance(thing, PLAIN):
            plain[name] = thing
        elif not isinstance(thing, list):
            unready.append(name)
        elif thing and all(hasattr(each, "source") for each in thing):
            orders[name] = [each.source.path for each in thing]
        elif all(isinstance(each, PLAIN) for each in thing):
            plain[name] = thing
        elif name in ("categories", "tags"):
            subjects[name] = [_topic(subject, pages) for subject, pages in thing]
        else:
            counts[name] = len(thing)
    edition = site.edition
    return Frame(
        orders=orders,
        subjects=subjects,
        counts=counts,
        plain=plain,
        unready=tuple(unready),
        published=tuple(page.path for page in edition.pages),
        gallery=edition.gallery,
        register=edition.register,
        data=edition.data,
        bodies=edition.bodies,
    )


def _topic(subject: Any, pages: Iterable[Any]) -> Topic:
    paths = [page.source.path for page in pages]
    return Topic(subject.name, subject.slug, subject.url, paths)


def shipped_simple(pelican: Path) -> Path:
    """Return the templates that Pelican itself falls back on."""
    return pelican.parent / "themes" / "simple" / "templates"
