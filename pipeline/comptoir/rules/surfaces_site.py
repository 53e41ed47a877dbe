"""Surfaces of offers and attestations: an offer beside the history of its price, and what people
attest of what no program can see."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from comptoir.errors import Place
from comptoir.settings.organisation import Organisation
from comptoir.settings.processing import Processing
from comptoir.settings.waivers import Attestation
from comptoir.site.front_matter import OfferMeta, Promotion
from comptoir.site.source import SourcePage

PRICES = "content/offres/prices.toml"
ATTESTATIONS = "legal/attestations.toml"
WINDOW = timedelta(days=30)  # C. conso, art. L112-1-1


@dataclass(frozen=True, slots=True, order=True)
class PricePoint:
    """A price that an article had from a day on."""

    since: date
    price: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One page of content/offres, with the prices that its article had before."""

    page: SourcePage
    meta: OfferMeta
    today: date
    history: tuple[PricePoint, ...] = ()

    def at(self, key: str) -> Place:
        lines = self.page.lines
        return Place(self.page.path, lines.get(key) or lines.get(key.partition(".")[0], 0), key)

    @property
    def promotion(self) -> Promotion | None:
        return self.meta.promotion

    @property
    def live(self) -> bool:
        return self.page.published_on(self.today)

    def lowest_before(self, day: date) -> Decimal | None:
        """Return the lowest price of the thirty days before a day; None when nobody kept it.

        The price in force when the thirty days begin counts too.
        """
        points = sorted(point for point in self.history if point.since < day)
        start = day - WINDOW
        inside = [point.price for point in points if point.since >= start]
        before = [point.price for point in points if point.since < start]
        kept = [*before[-1:], *inside]
        return min(kept) if kept else None


def offers_of(
    pages: Iterable[SourcePage], history: Mapping[str, Sequence[PricePoint]], *, today: date
) -> list[Offer]:
    return [
        Offer(page=p, meta=p.meta, today=today, history=tuple(history.get(p.meta.sku, ())))
        for p in pages
        if isinstance(p.meta, OfferMeta)
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attested:
    """What people attest, beside what the project says of itself."""

    organisation: Organisation
    processing: Processing
    today: date
    attestations: tuple[Attestation, ...] = ()
    lines: Sequence[int] = field(default=())  # of each attestation
    known: frozenset[str] = frozenset()  # codes that exist
    pages: tuple[SourcePage, ...] = ()

    def place(self, rank: int = -1) -> Place:
        line = self.lines[rank] if 0 <= rank < len(self.lines) else 0
        return Place(ATTESTATIONS, line)

    def of(self, code: str) -> Attestation | None:
        """Return the attestation of a rule that ends last."""
        found = [each for each in self.attestations if each.code == code]
        return max(found, key=lambda each: each.until, default=None)

    def stands(self, code: str) -> bool:
        """Say whether someone attests it today."""
        found = self.of(code)
        return found is not None and found.signed_on <= self.today <= found.until
