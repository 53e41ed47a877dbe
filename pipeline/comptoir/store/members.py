"""The gateway of memberships and donations."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, insert, select

from comptoir.members import Donation, Membership
from comptoir.store.doors import Transaction
from comptoir.store.ids import next_ids
from comptoir.store.tables.contacts import contact_role
from comptoir.store.tables.members import donation, membership

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
        "payment_id": owned.payment_id,
    }


def members_of(db: Connection, season: str) -> set[int]:
    """Return the contacts who belong for a season."""
    query = select(membership.c.contact_id).where(membership.c.season == season)
    return set(db.execute(query).scalars())


def has_membership(db: Connection, contact_id: int, season: str) -> bool:
    query = select(func.count()).where(
        membership.c.contact_id == contact_id, membership.c.season == season
    )
    return bool(db.execute(query).scalar_one())


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
