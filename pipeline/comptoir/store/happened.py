"""What happened to people, and when: what the steps of a series count from."""

from datetime import date

from sqlalchemy import Connection, Select, func, select

from comptoir.consent import EventKind
from comptoir.store.tables.consents import consent_event, consent_void
from comptoir.store.tables.members import donation, membership
from comptoir.store.tables.sales import invoice


def first(db: Connection, event: str, *, purpose: str, since: date) -> dict[int, date]:
    """Return when something first happened to people, of those to whom it did since a day.

    Args:
        db: to read from.
        event: joined, bought, gave or subscribed.
        purpose: what people agreed to receive, for subscribed.
        since: who is longer in it than that is left out.
    """
    found = db.execute(_FIRST[event](purpose)).all()
    return {row.contact_id: row.on for row in found if row.on >= since}


def _joined(_purpose: str) -> Select[tuple[int, date]]:
    table = membership.c
    wanted = select(table.contact_id, func.min(table.recorded_on).label("on"))
    return wanted.where(table.cancelled_on.is_(None)).group_by(table.contact_id)


def _gave(_purpose: str) -> Select[tuple[int, date]]:
    table = donation.c
    wanted = select(table.contact_id, func.min(table.received_on).label("on"))
    return wanted.where(table.cancelled_on.is_(None)).group_by(table.contact_id)


def _bought(_purpose: str) -> Select[tuple[int, date]]:
    table = invoice.c
    wanted = select(table.contact_id, func.min(table.issued_on).label("on"))
    return wanted.where(table.kind == "invoice").group_by(table.contact_id)


def _subscribed(purpose: str) -> Select[tuple[int, date]]:
    table = consent_event.c
    wanted = select(table.contact_id, func.min(table.given_on).label("on"))
    granted = (table.kind == EventKind.GRANTED.value) & (table.scope == purpose)
    stands = table.id.not_in(select(consent_void.c.event_id))
    return wanted.where(granted, stands).group_by(table.contact_id)


_FIRST = {"joined": _joined, "gave": _gave, "bought": _bought, "subscribed": _subscribed}


def members_without(db: Connection, season: str, renewed: tuple[str, ...]) -> frozenset[int]:
    """Return who belongs for a season and for none of those that follow."""
    table = membership.c
    mine = select(table.contact_id).where(table.season == season, table.cancelled_on.is_(None))
    again = select(table.contact_id).where(table.season.in_(renewed), table.cancelled_on.is_(None))
    return frozenset(db.execute(mine.where(table.contact_id.not_in(again))).scalars())
