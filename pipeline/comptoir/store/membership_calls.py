"""The gateway of calls to renew: who holds what, who was called, and what was written."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import Connection, insert, select

from comptoir.settings.dues import Season
from comptoir.store.doors import Transaction
from comptoir.store.tables.contacts import contact
from comptoir.store.tables.members import membership, membership_call


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A membership, as a call or a card needs it."""

    contact_id: int
    reference: str
    season: str
    level: str
    starts: date
    ends: date
    covered: bool  # by the fee of somebody else


def standing(db: Connection, seasons: Iterable[Season]) -> list[Standing]:
    """Return the memberships of the living that were not cancelled, oldest first.

    One of the past has the days of its season; where they are not known, it is left out.
    """
    known = {season.name: (season.starts, season.ends) for season in seasons}
    query = (
        select(membership, contact.c.reference)
        .join(contact, contact.c.id == membership.c.contact_id)
        .where(membership.c.cancelled_on.is_(None), contact.c.erased_at.is_(None))
        .where(contact.c.deceased_on.is_(None))
        .order_by(membership.c.id)
    )
    return [
        Standing(
            contact_id=row.contact_id, reference=row.reference, season=row.season, level=row.level,
            starts=days[0], ends=days[1], covered=row.holder_id is not None,
        )
        for row in db.execute(query)
        if (days := (row.starts, row.ends) if row.ends else known.get(row.season))
    ]  # fmt: skip


def called(db: Connection) -> set[tuple[int, str]]:
    """Return who was called, and for which period."""
    rows = db.execute(select(membership_call.c.contact_id, membership_call.c.season))
    return {(row.contact_id, row.season) for row in rows}


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """A call that leaves."""

    contact_id: int
    reference: str
    season: str
    level: str
    amount: Decimal
    channel: str
    path: str = ""


def add(tx: Transaction, calls: Sequence[Called], *, on: date) -> None:
    """Record calls: the base takes one a person and a period."""
    if not calls:
        return
    rows = [
        {
            "contact_id": one.contact_id, "season": one.season, "level": one.level,
            "amount": one.amount, "on": on, "channel": one.channel, "path": one.path,
        }
        for one in calls
    ]  # fmt: skip
    tx.db.execute(insert(membership_call), rows)
    for one in calls:
        tx.record("contact", one.reference, {"membership_call": (None, one.season)})
