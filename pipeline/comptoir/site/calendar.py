"""The editorial calendar: what each page asks of whom, and when. Pure: pages in, dates out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from comptoir.dates import french_date
from comptoir.site.front_matter import EventMeta, OfferMeta
from comptoir.site.source import SourcePage
from comptoir.text import plural


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day on which something is to be done to a page, or happens to it by itself."""

    on: date
    what: str  # French
    owner: str
    path: str


def deadlines(pages: Iterable[SourcePage], *, today: date) -> Iterator[Deadline]:
    """Yield the deadlines of pages, those that are past and still to be kept included."""
    for page in pages:
        for on, what in _of(page, today):
            yield Deadline(on, what, page.meta.owner, page.path)


def _of(page: SourcePage, today: date) -> Iterator[tuple[date, str]]:
    meta, title = page.meta, f"« {page.meta.title} »"
    if page.expired_on(today):
        return
    if page.kind.public and meta.status != "published":
        yield meta.date, f"Finir le brouillon {title}{_since(meta.date, today)}"
        return
    if page.kind.public and meta.date > today:
        yield meta.date, f"{title} paraît"
    if meta.expires:
        yield meta.expires, f"{title} se retire à la fin du jour"
    if isinstance(meta, EventMeta) and today <= meta.last_day():
        if meta.state != "cancelled":
            yield from _times(meta, today)
    elif meta.review_by:
        yield meta.review_by, f"Relire la page {title}{_since(meta.review_by, today)}"
    if isinstance(meta, OfferMeta) and (promotion := meta.promotion):
        if promotion.starts > today:
            yield promotion.starts, f"La promotion {promotion.code} de {title} commence"
        if promotion.ends >= today:
            yield promotion.ends, f"La promotion {promotion.code} de {title} finit"


def _times(meta: EventMeta, today: date) -> Iterator[tuple[date, str]]:
    bare = "" if meta.image else ", sans image sur sa page"
    full = ", complet" if meta.state == "full" else ""
    for starts, _ in meta.times():
        if today <= starts.date():
            yield starts.date(), f"{meta.title}, {starts:%H:%M}{full}{bare}"


def _since(day: date, today: date) -> str:
    """
    >>> (
    ...     _since(date(2026, 11, 20), date(2026, 11, 24)),
    ...     _since(date(2026, 12, 1), date(2026, 11, 24)),
    ... )
    (', en retard de 4 jours', '')
    >>> _since(date(2025, 1, 1), date(2026, 11, 24))
    ', en retard depuis le 1er janvier 2025'
    """
    late = (today - day).days
    if late <= 0:
        return ""
    if late > 60:
        return f", en retard depuis le {french_date(day)}"
    return f", en retard de {plural(late, 'jour')}"
