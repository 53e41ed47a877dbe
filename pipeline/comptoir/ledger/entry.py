"""An entry and its postings. An entry that exists is balanced."""

import datetime as dt
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from comptoir.errors import RefusedError
from comptoir.money import ZERO, cents


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """One line of an entry: an account and an amount, debit when positive, credit when negative.

    The label says what, never who: the third party is known by its account, and the FEC gets its
    name from there at the moment of the export.
    """

    account: str
    amount: Decimal
    label: str
    party_account: str = ""  # C-000123

    @property
    def debit(self) -> Decimal:
        return max(self.amount, ZERO)

    @property
    def credit(self) -> Decimal:
        return max(-self.amount, ZERO)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A balanced, dated group of postings backed by a voucher."""

    journal: str
    date: dt.date
    voucher: str
    voucher_on: dt.date
    postings: tuple[Posting, ...]

    def __post_init__(self) -> None:
        if gap := sum((posting.amount for posting in self.postings), ZERO):
            raise RefusedError(
                f"Écriture {self.voucher} déséquilibrée de {gap} €.",
                remedy="Vérifiez les montants de la pièce.",
            )
        if len(self.postings) < 2 or any(not posting.amount for posting in self.postings):
            raise RefusedError(
                f"L’écriture {self.voucher} a une ligne nulle ou moins de deux lignes.",
                remedy="Vérifiez les montants de la pièce.",
            )

    @property
    def total(self) -> Decimal:
        return sum((posting.debit for posting in self.postings), ZERO)

    def taken_back(self, on: dt.date) -> "Entry":
        """Return the opposite entry, of the same voucher, dated a day."""
        postings = tuple(
            replace(one, amount=-one.amount, label=f"Annulation : {one.label}")
            for one in self.postings
        )
        return replace(self, date=on, postings=postings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Booked:
    """An entry as the base holds it: numbered, validated, perhaps matched."""

    number: int
    entry: Entry
    validated_on: dt.date
    match_codes: tuple[str, ...] = ()  # one a posting, empty where not matched
    matched_on: tuple[dt.date | None, ...] = ()

    def match(self, rank: int) -> tuple[str, dt.date | None]:
        if rank >= len(self.match_codes):
            return "", None
        return self.match_codes[rank], self.matched_on[rank]


def postings_hash(postings: Sequence[Posting]) -> str:
    """One hash over accounts, labels and amounts, so that the entry's own hash covers them."""
    said = [[p.account, p.party_account, cents(p.amount), p.label] for p in postings]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()
