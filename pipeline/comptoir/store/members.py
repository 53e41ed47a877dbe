"""The gateway of memberships and donations."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, insert, select, update

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
    holder_id: int | None = None  # of the membership that covers this one


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
        "level": str(what.level),
        "amount": what.amount,
        "recorded_on": what.recorded_on,
        "paid_on": what.paid_on,
        "payment_id": owned.payment_id,
        "starts": what.starts,
        "ends": what.ends,
        "account": what.account,
        "holder_id": owned.holder_id,
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


def belongs(season: str, on: date) -> ColumnElement[bool]:
    """Whether a membership is of a season, or of a plan whose days hold this one."""
    return (membership.c.season == season) | (
        (membership.c.starts <= on) & (membership.c.ends >= on)
    )


def members_of(db: Connection, season: str, on: date) -> set[int]:
    """Return the contacts who belong for a season, or on a day by a plan of other dates."""
    query = select(membership.c.contact_id).where(
        belongs(season, on), membership.c.cancelled_on.is_(None)
    )
    return set(db.execute(query).scalars())


def member_ends(
    db: Connection, season_ends: Mapping[str, date], *, contact_id: int | None = None
) -> Iterator[tuple[int, date]]:
    """Yield whose each membership is and its last day, where it is known.

    Args:
        db: the base.
        season_ends: the last day of each season, by name, for memberships of the past.
        contact_id: of this contact only, and of what was not cancelled.
    """
    query = select(membership.c.contact_id, membership.c.season, membership.c.ends)
    if contact_id is not None:
        query = query.where(
            membership.c.contact_id == contact_id, membership.c.cancelled_on.is_(None)
        )
    for row in db.execute(query):
        if ends := row.ends or season_ends.get(row.season):
            yield row.contact_id, ends


def last_days(db: Connection, season_ends: Mapping[str, date]) -> dict[int, date]:
    """Return the last day on which each contact belongs, or belonged."""
    found: dict[int, date] = {}
    for id_, ends in member_ends(db, season_ends):
        found[id_] = max(ends, found.get(id_, ends))
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptMembership:
    """A membership as the base holds it, and what of its fee was paid."""

    id: int
    level: str
    amount: Decimal
    paid: Decimal
    account: str
    starts: date | None
    ends: date | None

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
        id=row.id, level=row.level, amount=row.amount, paid=_paid(db, "membership_id", row.id),
        account=row.account, starts=row.starts, ends=row.ends,
    )  # fmt: skip


def last_day(db: Connection, contact_id: int, level: str) -> date | None:
    """Return the last day of what somebody holds by a plan."""
    query = select(func.max(membership.c.ends)).where(
        membership.c.contact_id == contact_id, membership.c.level == level,
        membership.c.cancelled_on.is_(None),
    )  # fmt: skip
    return db.execute(query).scalar()


def accounts_of(db: Connection, payment_id: int) -> dict[str, str]:
    """Return the account of each fee that a payment pays, by its period."""
    query = (
        select(membership.c.season, membership.c.account)
        .join(payment_part, payment_part.c.membership_id == membership.c.id)
        .where(payment_part.c.payment_id == payment_id)
    )
    return {row.season: row.account for row in db.execute(query)}


def covered_by(db: Connection, membership_id: int) -> list[int]:
    """Return the contacts who belong by the membership of somebody else."""
    query = select(membership.c.contact_id).where(membership.c.holder_id == membership_id)
    return list(db.execute(query.order_by(membership.c.id)).scalars())


def _paid(db: Connection, column: str, record_id: int) -> Decimal:
    """Return what was paid of a fee or given, less what came back."""
    amount = payment_part.c.amount
    query = select(func.sum(amount)).where(payment_part.c[column] == record_id)
    return db.execute(query).scalar() or ZERO


def settle_membership(tx: Transaction, membership_id: int, *, paid_on: date, by: int) -> None:
    """Say that a fee that was owed is now wholly paid, for all whom it covers."""
    values = {"paid_on": paid_on, "payment_id": by}
    tx.db.execute(update(membership).where(_with_covered(membership_id)).values(values))


def _with_covered(membership_id: int) -> ColumnElement[bool]:
    return (membership.c.id == membership_id) | (membership.c.holder_id == membership_id)


def reopen_membership(tx: Transaction, membership_id: int, *, cancelled_on: date | None) -> None:
    """Say that the fee of a membership is owed again, or that there is no membership."""
    values = {"paid_on": None, "cancelled_on": cancelled_on}
    tx.db.execute(update(membership).where(_with_covered(membership_id)).values(values))
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
