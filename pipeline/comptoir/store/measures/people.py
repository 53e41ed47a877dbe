"""Who came, who became a customer, who is a member again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    case,
    exists,
    func,
    select,
    union_all,
)

from comptoir.dashboard import Period, Point
from comptoir.money import ZERO
from comptoir.store.measures.lines import ONE, Lines, line, within
from comptoir.store.measures.sales import SOLD
from comptoir.store.members import belongs
from comptoir.store.tables.contacts import contact, contact_role
from comptoir.store.tables.members import membership
from comptoir.store.tables.payments import payment, payment_part
from comptoir.store.tables.sales import invoice, invoice_line
from comptoir.store.types import Day

WON = ("customer", "member")  # what a prospect becomes
RENEWED, JOINED = "renouvelées", "nouvelles"


def sources(db: Connection) -> dict[str, Lines]:
    """Return the lines of each indicator of people."""
    return {
        "contacts": Lines(db=db, ask=_contacts),
        "prospects": Lines(db=db, ask=_prospects),
    }


def _came() -> ColumnElement[date]:
    return func.coalesce(contact.c.source_on, func.substr(contact.c.created_at, 1, 10), type_=Day)


def _contacts(period: Period) -> Select[Any]:
    """New contacts by the day they came, and what they brought in the period."""
    sums = _brought(period)
    return (
        line(key=_came(), volume=ONE, value=func.coalesce(sums.c.amount, ZERO))
        .select_from(contact)
        .join(sums, sums.c.contact_id == contact.c.id, isouter=True)
        .where(contact.c.erased_at.is_(None), within(_came(), period))
    )


def _prospects(period: Period) -> Select[Any]:
    """Prospects by the day they became one; those who had become more by the end of the period."""
    since = func.coalesce(contact_role.c.since, _came(), type_=Day)
    other = contact_role.alias("other")
    won = exists().where(
        other.c.contact_id == contact_role.c.contact_id,
        other.c.role.in_(WON),
        other.c.since.between(since, period.ends),
    )
    sums = _brought(period)
    return (
        line(
            key=since,
            volume=ONE,
            value=case((won, func.coalesce(sums.c.amount, ZERO)), else_=ZERO),
            part=case((won, 1), else_=0),
            whole=ONE,
        )
        .select_from(contact_role)
        .join(contact, contact.c.id == contact_role.c.contact_id)
        .join(sums, sums.c.contact_id == contact_role.c.contact_id, isouter=True)
        .where(contact_role.c.role == "prospect", contact.c.erased_at.is_(None))
        .where(within(since, period))
    )


def _brought(period: Period) -> Any:
    """What each contact brought over a period: dues, gifts, sales before tax."""
    paid = (
        select(payment.c.contact_id, payment_part.c.amount)
        .join(payment_part, payment_part.c.payment_id == payment.c.id)
        .where(payment_part.c.kind.in_(("membership", "donation")))
        .where(within(payment.c.received_on, period))
    )
    sold = (
        select(invoice.c.contact_id, invoice_line.c.net.label("amount"))
        .join(invoice_line, invoice_line.c.invoice_id == invoice.c.id)
        .where(within(invoice.c.issued_on, period), SOLD)
    )
    rows = union_all(paid, sold).subquery()
    return (
        select(rows.c.contact_id, func.sum(rows.c.amount).label("amount"))
        .group_by(rows.c.contact_id)
        .subquery()
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Seasons:
    """Memberships of a season, beside those of the season before it.

    `pairs` is of a period: the seasons on its last day and the year before.
    """

    db: Connection
    named: dict[date, tuple[str, str]]  # last day → (season, season before)

    def points(self, period: Period) -> Iterable[Point]:
        season, former = self.named.get(period.ends, ("", ""))
        if not season:
            return
        mine = self._of(belongs(season, period.ends), until=period.ends)
        before = period.ends.replace(day=min(period.ends.day, 28), year=period.ends.year - 1)
        old = set(self._of(belongs(former, before)))
        again = {who for who in mine if who in old}
        yield Point(
            RENEWED,
            Decimal(len(again)),
            sum((mine[who] for who in again), ZERO),
            Decimal(len(again)),
            Decimal(len(old)),
        )
        fresh = mine.keys() - again
        value = sum((mine[who] for who in fresh), ZERO)
        yield Point(JOINED, Decimal(len(fresh)), value, Decimal(0), Decimal(0))

    def _of(self, held: ColumnElement[bool], until: date | None = None) -> dict[int, Decimal]:
        query = select(membership.c.contact_id, func.sum(membership.c.amount).label("amount"))
        kept = and_(held, membership.c.cancelled_on.is_(None))
        if until:
            kept = and_(kept, membership.c.recorded_on <= until)
        rows = self.db.execute(query.where(kept).group_by(membership.c.contact_id))
        return {row.contact_id: row.amount for row in rows}
