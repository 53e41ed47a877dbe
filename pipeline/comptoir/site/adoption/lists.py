"""The lists that the old site made of its articles, and the list of ours that takes their place."""

from collections.abc import Iterable

from comptoir.site.adoption.model import Listing, OldKind, OldList
from comptoir.site.adoption.placed import Placed
from comptoir.site.adoption.writing import UNSORTED
from comptoir.text import fold, slug

NEWS = "/actualites/"
FEED = f"{NEWS}atom.xml"


class Lists:
    """Says which of our lists shows what an old one did."""

    def __init__(self, pages: Iterable[Placed]) -> None:
        """
        Args:
            pages: what is adopted and published.
        """
        articles = [page.old for page in pages if page.old.kind is OldKind.ARTICLE]
        self._categories = {fold(one.category or UNSORTED) for one in articles}
        self._tags = {fold(tag) for one in articles for tag in one.tags}
        self._years = {str(one.day.year) for one in articles if one.day}
        self._some = bool(articles)

    def now(self, old: OldList) -> str:
        """Return the address of the list that takes its place, or nothing without articles."""
        if not self._some:
            return ""
        if old.of is Listing.FEED:
            return FEED
        if old.of is Listing.TOPICS:
            return f"{NEWS}themes/"
        if old.of is Listing.ARCHIVES:
            return f"{NEWS}archives/"
        if old.of is Listing.YEAR and old.name in self._years:
            return f"{NEWS}archives/{old.name}/"
        if old.of is Listing.TOPIC and (word := slug(old.name)):
            for known, folder in ((self._categories, "categorie"), (self._tags, "etiquette")):
                if fold(old.name) in known:
                    return f"{NEWS}{folder}/{word}/"
        return NEWS
