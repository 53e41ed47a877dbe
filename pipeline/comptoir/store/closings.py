"""The gateway of closings and drafts: what is closed, its totals, and what is not validated yet."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, func, select

from comptoir import __version__
from comptoir.errors import InputError
from comptoir.ledger.entry import Posting
from comptoir.ledger.period import Period
from comptoir.money import ZERO, cents, from_cents
from comptoir.store import chain
from comptoir.store.doors import Transaction
from comptoir.store.ids import next_id
from comptoir.store.tables.closings import closing, entry_draft
from comptoir.store.tables.ledger import entry, posting
from comptoir.store.tables.payments import payment

MONTH, YEAR = "month", "year"


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """What a period did, in euros."""

    entries: int
    debit: Decimal
    revenue: Decimal  # class 7, credits less debits
    received: Decimal  # payments of customers, members and donors


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """A closed month or year, with the totals since the beginning."""

    kind: str
    period: Period
    closed_on: date
    totals: Totals
    all_debit: Decimal
    all_revenue: Decimal
    all_received: Decimal
    result: Decimal | None = None
    opening_hash: str = ""
    text_sha256: str = ""

    @property
    def file(self) -> str:
        """Where its journal as text lies, among the documents."""
        what = "cloture-exercice" if self.kind == YEAR else "cloture-mois"
        return f"journal/{self.period.ends}_{what}_{self.period.name}.txt"


def closed_until(db: Connection) -> date | None:
    """Return the last day of the closed periods."""
    found: date | None = db.execute(
        select(closing.c.ends).order_by(closing.c.ends.desc()).limit(1)
    ).scalar()
    return found


def closings(db: Connection) -> list[Closing]:
    """Return what was closed, oldest first."""
    return [_closing(row) for row in db.execute(select(closing).order_by(closing.c.id))]


def _closing(row: Any) -> Closing:
    return Closing(
        kind=row.kind,
        period=Period(row.starts, row.ends, row.period),
        closed_on=row.closed_on,
        totals=Totals(
            entries=row.entries, debit=row.debit, revenue=row.revenue, received=row.received
        ),
        all_debit=row.all_debit,
        all_revenue=row.all_revenue,
        all_received=row.all_received,
        result=row.result,
        opening_hash=row.opening_hash,
        text_sha256=row.text_sha256,
    )


def add(tx: Transaction, made: Closing) -> None:
    """Write a closing at the end of its chain; from then on, its period takes no entry."""
    totals = made.totals
    values = {
        "kind": made.kind,
        "period": made.period.name,
        "starts": made.period.starts,
        "ends": made.period.ends,
        "closed_on": made.closed_on,
        "closed_at": tx.now,
        "entries": totals.entries,
        "debit": totals.debit,
        "revenue": totals.revenue,
        "received": totals.received,
        "all_debit": made.all_debit,
        "all_revenue": made.all_revenue,
        "all_received": made.all_received,
        "result": made.result,
        "opening_hash": made.opening_hash,
        "text_sha256": made.text_sha256,
        "software": __version__,
    }
    chain.append(tx.db, closing, values)
    tx.record("closing", made.period.name, {"ends": (None, made.period.ends)})


def totals(db: Connection, *, starts: date | None = None, ends: date) -> Totals:
    """Add up what was posted between two days, from the beginning when no start is given."""
    here = entry.c.date <= ends
    if starts:
        here = here & (entry.c.date >= starts)
    counted = db.execute(select(func.count()).select_from(entry).where(here)).scalar_one()
    debit = db.execute(
        select(func.sum(posting.c.amount))
        .join(entry, entry.c.id == posting.c.entry_id)
        .where(here, posting.c.amount > ZERO)
    ).scalar()
    revenue = db.execute(
        select(func.sum(-posting.c.amount))
        .join(entry, entry.c.id == posting.c.entry_id)
        .where(here, posting.c.account.like("7%"))
    ).scalar()
    received = db.execute(
        select(func.sum(payment.c.amount)).where(
            payment.c.number.in_(select(entry.c.voucher).where(here))
        )
    ).scalar()
    return Totals(
        entries=int(counted),
        debit=debit or ZERO,
        revenue=revenue or ZERO,
        received=received or ZERO,
    )


def first_day(db: Connection) -> date | None:
    """Return the day of the oldest entry."""
    found: date | None = db.execute(select(func.min(entry.c.date))).scalar()
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An entry that is not validated yet."""

    id: int
    journal: str
    date: date
    voucher: str
    postings: tuple[Posting, ...]

    @property
    def reference(self) -> str:
        return f"BR-{self.id:06d}"

    @property
    def total(self) -> Decimal:
        return sum((one.debit for one in self.postings), ZERO)


def add_draft(
    tx: Transaction, *, journal: str, day: date, voucher: str, postings: Sequence[Posting]
) -> Draft:
    """Keep an entry aside, to be validated later."""
    made = Draft(
        id=next_id(tx.db, entry_draft),
        journal=journal,
        date=day,
        voucher=voucher,
        postings=tuple(postings),
    )
    tx.db.execute(
        entry_draft.insert().values(
            id=made.id,
            journal=journal,
            date=day,
            voucher=voucher,
            postings=json.dumps([_said(one) for one in postings], ensure_ascii=False),
            login=tx.ctx.actor.login,
            recorded_at=tx.now,
            total=cents(made.total),
        )
    )
    tx.record("entry_draft", made.reference, {"total": (None, made.total)})
    return made


def drafts(db: Connection, *, until: date | None = None) -> list[Draft]:
    """Return drafts in the order of their dates, those up to a day when it is given."""
    query = select(entry_draft).order_by(entry_draft.c.date, entry_draft.c.id)
    if until:
        query = query.where(entry_draft.c.date <= until)
    return [
        Draft(
            id=row.id,
            journal=row.journal,
            date=row.date,
            voucher=row.voucher,
            postings=tuple(_posting(said) for said in json.loads(row.postings)),
        )
        for row in db.execute(query)
    ]


def draft_referenced(db: Connection, reference: str) -> Draft:
    """Return a draft by its reference.

    Raises:
        InputError: there is none.
    """
    wanted = reference.strip().upper()
    found = next((one for one in drafts(db) if one.reference == wanted), None)
    if found is None:
        raise InputError(
            f"Le brouillard n’a pas d’écriture {reference}.",
            remedy="comptoir journal brouillard les montre.",
        )
    return found


def drop_draft(tx: Transaction, draft: Draft) -> None:
    tx.db.execute(entry_draft.delete().where(entry_draft.c.id == draft.id))
    tx.record("entry_draft", draft.reference, {"total": (draft.total, None)})


def _said(one: Posting) -> dict[str, Any]:
    return {
        "account": one.account,
        "party": one.party_account,
        "cents": cents(one.amount),
        "label": one.label,
    }


def _posting(said: Mapping[str, Any]) -> Posting:
    return Posting(
        account=str(said["account"]),
        party_account=str(said["party"]),
        amount=from_cents(int(said["cents"])),
        label=str(said["label"]),
    )
