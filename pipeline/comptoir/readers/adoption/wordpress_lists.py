"""The lists that WordPress made by itself: categories, tags, years and months."""

from collections.abc import Iterable, Iterator

from comptoir.readers.adoption.wxr import Export, Term
from comptoir.site.adoption.model import Listing, OldKind, OldList, OldPage
from comptoir.site.adoption.urls import normal


def lists_of(export: Export, pages: Iterable[OldPage]) -> Iterator[OldList]:
    """
    Args:
        export: what names the categories and tags.
        pages: what it published.
    """
    above = {term.slug: term for term in export.terms if term.kind == "category"}
    for term in export.terms:
        if term.slug:
            path = "/".join(_path(term, above))
            yield OldList(normal(f"/{term.kind}/{path}/"), Listing.TOPIC, term.name)
        if term.kind == "category" and term.number.isdigit():
            yield OldList(f"/?cat={term.number}", Listing.TOPIC, term.name)
    days = {p.day for p in pages if p.day and p.kind is OldKind.ARTICLE and not p.draft}
    for year, month in sorted({(day.year, day.month) for day in days}):
        yield OldList(f"/{year}/", Listing.YEAR, str(year))
        yield OldList(f"/{year}/{month:02}/", Listing.YEAR, str(year))


def _path(term: Term, above: dict[str, Term]) -> list[str]:
    """A category under another has both in its address."""
    found = [term.slug]
    while term.kind == "category" and (higher := above.get(term.parent)) is not None:
        if higher.slug in found:
            break
        found.insert(0, higher.slug)
        term = higher
    return found
