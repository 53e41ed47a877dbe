"""`comptoir donation receipt`: one tax receipt a donor for all the gifts of a year."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from comptoir.contacts.model import Contact
from comptoir.context import Context
from comptoir.desk import filing, procedures, project, receipts
from comptoir.desk.parties import facts_of, party
from comptoir.errors import RefusedError
from comptoir.members import Donation
from comptoir.members.receipts import GiftOn, check_donor, may_issue
from comptoir.money import ZERO
from comptoir.party import Party, PartyKind
from comptoir.payments import Method
from comptoir.store import documents, payments, reading
from comptoir.store.tables.contacts import contact
from comptoir.store.tables.members import donation
from comptoir.store.tables.payments import payment


@dataclass(frozen=True, slots=True, kw_only=True)
class Yearly:
    """The receipt of one donor."""

    donor: str
    gifts: int
    amount: Decimal
    model: str
    number: str = ""  # RF-2026-0001, once issued


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What a run issued, or would issue, and who gets none."""

    year: int
    receipts: tuple[Yearly, ...]
    without: tuple[tuple[str, str], ...]  # donor, why
    folder: Path | None = None

    @property
    def amount(self) -> Decimal:
        return sum((one.amount for one in self.receipts), ZERO)


def run(ctx: Context, year: int, *, dry_run: bool = False) -> Run:
    """Issue the receipts of a calendar year that are missing, all of them or none.

    A gift that has one, ours or another service's, is in no other.

    Raises:
        RefusedError: the organisation may issue none, or the year has not begun.
    """
    today = ctx.act_on()
    if year > today.year:
        raise RefusedError(f"L’année {year} n’a pas commencé.", remedy="Vérifiez --année.")
    may_issue(project.load(ctx).organisation)
    if dry_run:
        with reading(ctx) as db:
            ready, without = _ready(db, year)
        return Run(year=year, receipts=tuple(one.told for one in ready), without=tuple(without))
    with filing.issuing(ctx, act="receipt.yearly") as act:
        ready, without = _ready(act.tx.db, year)
        made = tuple(_issued(act, one) for one in ready)
    folder = ctx.var / filing.FOLDER / str(today.year) if made else None
    return Run(year=year, receipts=made, without=tuple(without), folder=folder)


@dataclass(frozen=True, slots=True)
class _Ready:
    """A donor who may have a receipt, and the gifts that it is of."""

    contact: Contact
    who: Party
    gifts: Sequence[Any]

    @property
    def told(self) -> Yearly:
        return Yearly(
            donor=self.contact.reference,
            gifts=len(self.gifts),
            amount=sum((row.amount for row in self.gifts), ZERO),
            model="11580" if self.who.kind is PartyKind.CONSUMER else "16216",
        )


def _ready(db: Connection, year: int) -> tuple[list[_Ready], list[tuple[str, str]]]:
    """Return who gets a receipt, and why the others do not; no number is taken yet."""
    ready, without = [], []
    for reference, gifts in _missing(db, year).items():
        known, who = party(db, reference)
        try:
            check_donor(who)
        except RefusedError as error:
            without.append((reference, str(error)))
        else:
            ready.append(_Ready(known, who, gifts))
    return ready, without


def _missing(db: Connection, year: int) -> dict[str, list[Any]]:
    """Return the gifts of a year without any receipt, by donor, oldest first."""
    covered = documents.receipted(db)
    query = (
        select(donation, contact.c.reference, payment.c.method, payment.c.number.label("paid_by"))
        .join(contact, contact.c.id == donation.c.contact_id)
        .join(payment, payment.c.id == donation.c.payment_id)
        .where(donation.c.received_on.between(date(year, 1, 1), date(year, 12, 31)))
        .where(donation.c.cancelled_on.is_(None), donation.c.receipt_by == "")
        .order_by(contact.c.reference, donation.c.received_on, donation.c.id)
    )
    found: dict[str, list[Any]] = {}
    for row in db.execute(query):
        if row.id not in covered:
            found.setdefault(row.reference, []).append(row)
    return found


def _issued(act: filing.Issuing, ready: _Ready) -> Yearly:
    gifts, told = ready.gifts, ready.told
    procedures.require(act.tx, "gift-receipt", told.donor)
    last = gifts[-1]
    paper = receipts.gift_paper(
        act,
        ready.contact,
        ready.who,
        Donation(donor=told.donor, amount=told.amount, received_on=last.received_on),
        payments.payment_numbered(act.tx.db, last.paid_by).payment,
        record_id=gifts[0].id,
        form=facts_of(act.tx.db, ready.contact.id).get("legal_form", ""),
        gifts=tuple(
            GiftOn(on=row.received_on, amount=row.amount, method=Method(row.method).french)
            for row in gifts
        ),
    )
    act.issue(paper)
    documents.share(act.tx, paper.number, [row.id for row in gifts])
    return replace(told, number=paper.number)
