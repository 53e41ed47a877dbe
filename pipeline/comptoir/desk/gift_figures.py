"""`comptoir donation report`: what the yearly declaration of tax receipts asks (CGI, art. 222 bis).

A receipt is of the year in which its gift was received. What was voided does not count; gifts
whose receipt another service gave in our name are told apart: its own list has their receipts.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select

from comptoir.context import Context
from comptoir.members import GiftReceipt
from comptoir.money import ZERO
from comptoir.sales.plain import from_json
from comptoir.store import documents, reading
from comptoir.store.tables.members import donation

MODELS = ("11580", "16216")  # individuals, companies


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Receipts of one model, and what they come to."""

    model: str
    receipts: int
    amount: Decimal
    donors: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """What is declared of a year."""

    year: int
    models: tuple[Figures, ...]
    void: int  # receipts of the year that do not count
    elsewhere: int  # gifts whose receipt another service gave
    elsewhere_amount: Decimal
    without: int  # gifts without any receipt
    without_amount: Decimal

    @property
    def receipts(self) -> int:
        return sum(each.receipts for each in self.models)

    @property
    def amount(self) -> Decimal:
        return sum((each.amount for each in self.models), ZERO)


def declaration(ctx: Context, year: int) -> Declaration:
    """Count the tax receipts of the gifts of a calendar year."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    standing = donation.c.cancelled_on.is_(None) & donation.c.received_on.between(first, last)
    with reading(ctx) as db:
        void = documents.voids(db)
        issued = [
            (one, from_json(GiftReceipt, one.content))
            for one in documents.documents(db)
            if one.kind == "gift_receipt"
        ]
        gifts = db.execute(select(donation).where(standing)).all()
        covered = documents.receipted(db)
    ours = [(one, made) for one, made in issued if made.received_on.year == year]
    kept = [(one, made) for one, made in ours if one.number not in void]
    elsewhere = [gift.amount for gift in gifts if gift.receipt_by]
    without = [g.amount for g in gifts if not g.receipt_by and g.id not in covered]
    return Declaration(
        year=year,
        models=tuple(_figures(model, [made for _, made in kept]) for model in MODELS),
        void=len(ours) - len(kept),
        elsewhere=len(elsewhere),
        elsewhere_amount=sum(elsewhere, ZERO),
        without=len(without),
        without_amount=sum(without, ZERO),
    )


def _figures(model: str, receipts: list[GiftReceipt]) -> Figures:
    mine = [one for one in receipts if one.model == model]
    return Figures(
        model=model,
        receipts=len(mine),
        amount=sum((one.amount for one in mine), ZERO),
        donors=len({one.donor.reference for one in mine}),
    )
