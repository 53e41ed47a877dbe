"""The gateway of memberships and donations."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from comptoir.members import Donation, Membership
from comptoir.money import ZERO
from comptoir.store.doors import Transaction
from comptoir.store.ids import next_ids
from comptoir.store.tables.contacts import contact_role
from comptoir.store.tables.members import donation, membership
from comptoir.store.tables.payments import payment_part

FEW = 100  # contacts that an IN list is worth


@dataclass(frozen=True, slots=True, kw_only=True)
class Owned:
    """A membership or a donation to write: whose, and the payment that brought it."""

    what: Membership | Donation
    contact_id: int
    payment_id: int | None = None


def membership_ids(db: Connection, count: int) -> range:
    return next_ids(db, membership, count)


def donation_ids(db: Connection, count: int) -> range:
    return next_ids(db, donation, count)


def add_memberships(tx: Transaction, owned: Sequence[Owned], *, ids: Sequence[int]) -> None:
    rows = [
        _membership_row(id_, each, each.what)
        for id_, each in zip(ids, owned, strict=True)
        if isinstance(each.what, Membership)
    ]
    if rows:
        tx.db.execute(insert(membership), rows)


def _membership_row(id_: int, owned: Owned, what: Membership) -> dict[str, Any]:
    return {
        "id": id_,
        "contact_id": owned.contact_id,
        "season": what.season,
        "level": what.level.value,
        "amount": what.amount,
        "recorded_on": what.recorded_on,
        "paid_on": what.paid_on,
        "payment_id": owned.payment_id,
    }


def add_donations(tx: Transaction, owned: Sequence[Owned], *, ids: Sequence[int]) -> None:
    rows = [
        _donation_row(id_, each, each.what)
        for id_, each in zip(ids, owned, strict=True)
        if isinstance(each.what, Donation)
    ]
    if rows:
        tx.db.execute(insert(donation), rows)


def _donation_row(id_: int, owned: Owned, what: Donation) -> dict[str, Any]:
    return {
        "id": id_,
        "contact_id": owned.contact_id,
        "amount": what.amount,
        "received_on": what.received_on,
        "earmark": what.earmark,
        "receipt_by": what.receipt_by,
        "payment_id": owned.payment_id,
    }


def members_of(db: Connection, season: str) -> set[int]:
    """Return the contacts who belong for a season."""
    query = select(membership.c.contact_id).where(
        membership.c.season == season, membership.c.cancelled_on.is_(None)
    )
    return set(db.execute(query).scalars())


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptMembership:
    """A membership as the base holds it, and what of its fee was paid."""

    id: int
    level: str
    amount: Decimal
    paid: Decimal

    @property
    def left(self) -> Decimal:
        return self.amount - self.paid


def membership_of(db: Connection, contact_id: int, season: str) -> KeptMembership | None:
    """Return the membership of somebody for a season, unless it was cancelled."""
    here = (membership.c.contact_id == contact_id) & (membership.c.season == season)
    row = db.execute(select(membership).where(here, membership.c.cancelled_on.is_(None))).first()
    if row is None:
        return None
    return KeptMembership(
        id=row.id, level=row.level, amount=row.amount, paid=_paid(db, "membership_id", row.id)
    )


def _paid(db: Connection, column: str, record_id: int) -> Decimal:
    """Return what was paid of a fee or given, less what came back."""
    amount = payment_part.c.amount
    query = select(func.sum(amount)).where(payment_part.c[column] == record_id)
    return db.execute(query).scalar() or ZERO


def settle_membership(tx: Transaction, membership_id: int, *, paid_on: date, by: int) -> None:
    """Say that a fee that was owed is now wholly paid."""
    values = {"paid_on": paid_on, "payment_id": by}
    tx.db.execute(update(membership).where(membership.c.id == membership_id).values(values))


def reopen_membership(tx: Transaction, membership_id: int, *, cancelled_on: date | None) -> None:
    """Say that the fee of a membership is owed again, or that there is no membership."""
    values = {"paid_on": None, "cancelled_on": cancelled_on}
    tx.db.execute(update(membership).where(membership.c.id == membership_id).values(values))
    tx.record("membership", membership_id, {"paid_on": ("payée", "due")})


def lower_donation(tx: Transaction, donation_id: int, on: date) -> None:
    """Make a gift what was really received of it: less, or nothing at all."""
    left = _paid(tx.db, "donation_id", donation_id)
    here = donation.c.id == donation_id
    was = tx.db.execute(select(donation.c.amount).where(here)).scalar_one()
    values = {"amount": left, "cancelled_on": None if left else on}
    tx.db.execute(update(donation).where(here).values(values))
    tx.record("donation", donation_id, {"amount": (was, left)})


def add_roles(tx: Transaction, wanted: Sequence[tuple[int, str, date]]) -> None:
    """Give contacts the roles that what they just did gives them: member, donor, customer.

    A role that is open stays as it is: its first day is what matters.
    """
    query = select(contact_role.c.contact_id, contact_role.c.role).where(
        contact_role.c.until.is_(None)
    )
    if len(wanted) <= FEW:
        query = query.where(contact_role.c.contact_id.in_([each[0] for each in wanted]))
    known = {(row.contact_id, row.role) for row in tx.db.execute(query)}
    rows = []
    for contact_id, role, since in wanted:
        if (contact_id, role) not in known:
            known.add((contact_id, role))
            rows.append({"contact_id": contact_id, "role": role, "since": since, "until": None})
    if rows:
        tx.db.execute(insert(contact_role), rows)
