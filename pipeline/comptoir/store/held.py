"""What retention needs to know of every contact, in a few queries for all of them."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Column, Connection, func, select

from comptoir.consent import EventKind
from comptoir.contacts.retention import LASTING, Holding
from comptoir.store import erasure, holds, rights
from comptoir.store.members import last_days
from comptoir.store.tables.consents import consent_event, consent_state
from comptoir.store.tables.contacts import contact, contact_role
from comptoir.store.tables.members import donation, membership
from comptoir.store.tables.payments import payment
from comptoir.store.tables.sales import invoice, quote, sale_order

# the days on which a person did something; an import, a send or an open is not one
_ACTS: tuple[Column[Any], ...] = (
    quote.c.issued_on, sale_order.c.ordered_on, invoice.c.issued_on, payment.c.received_on,
    membership.c.recorded_on, donation.c.received_on,
)  # fmt: skip
_MADE = ((membership, "member"), (donation, "donor"), (invoice, "customer"))
SAID_BY_OTHERS = ("import",)  # a consent that a list brought is no act of the person


def holdings(
    db: Connection, season_ends: Mapping[str, date], *, today: date
) -> dict[int, tuple[str, Holding]]:
    """Return every living contact: its reference, and what retention needs to know of it.

    Args:
        db: the base.
        season_ends: the last day of each season, by name.
        today: the day of the decision.
    """
    roles, running = _roles(db, today)
    acts, ends = _acts(db), _ends(db, season_ends)
    subscribed = _subscribed(db)
    rows = db.execute(
        select(
            contact.c.id, contact.c.reference, contact.c.source_on, contact.c.created_at,
            contact.c.deceased_on, contact.c.restricted_on,
        ).where(contact.c.erased_at.is_(None))
    ).all()  # fmt: skip
    ids = [row.id for row in rows]
    unfinished, until = erasure.unfinished(db, ids), erasure.keep_until(db, ids)
    asked = _asked(db)
    frozen = holds.standing(db, today=today)
    return {
        row.id: (
            row.reference,
            Holding(
                roles=frozenset(roles.get(row.id, set()) | _as(subscribed, row.id)),
                running=bool(running.get(row.id)) or _still(ends.get(row.id), today),
                collected_on=row.source_on or row.created_at.date(),
                last_act_on=acts.get(row.id),
                ended_on=ends.get(row.id),
                deceased_on=row.deceased_on,
                restricted=row.restricted_on is not None,
                frozen=frozen[row.id].because if row.id in frozen else "",
                unfinished=tuple(sorted(unfinished.get(row.id, ()))),
                asked=tuple(asked.get(row.id, ())),
                keep_until=until.get(row.id),
            ),
        )
        for row in rows
    }


def _as(subscribed: set[int], id_: int) -> set[str]:
    return {"subscriber"} if id_ in subscribed else set()


def _still(ends: date | None, today: date) -> bool:
    return ends is not None and ends >= today


def _roles(db: Connection, today: date) -> tuple[dict[int, set[str]], dict[int, set[str]]]:
    """Return the roles ever held, and the lasting ones that run; dues end a member's."""
    found: dict[int, set[str]] = {}
    running: dict[int, set[str]] = {}
    paying = set(db.execute(select(membership.c.contact_id).distinct()).scalars())
    for row in db.execute(select(contact_role)):
        found.setdefault(row.contact_id, set()).add(row.role)
        seasonal = row.role == "member" and row.contact_id in paying
        open_ = row.until is None or row.until >= today
        if open_ and row.role in LASTING and not seasonal:
            running.setdefault(row.contact_id, set()).add(row.role)
    for table, role in _MADE:
        for id_ in db.execute(select(table.c.contact_id).distinct()).scalars():
            found.setdefault(id_, set()).add(role)
    return found, running


def _acts(db: Connection) -> dict[int, date]:
    found: dict[int, date] = {}
    for day in _ACTS:
        table = day.table
        _latest(found, db.execute(_last(table.c.contact_id, day)))
    said = _last(consent_event.c.contact_id, consent_event.c.given_on)
    _latest(found, db.execute(said.where(consent_event.c.method.not_in(SAID_BY_OTHERS))))
    return found


def _last(who: Column[Any], day: Column[Any]) -> Any:
    return select(who, func.max(day)).group_by(who)


def _latest(found: dict[int, date], rows: Iterable[Any]) -> None:
    for id_, on in rows:
        found[id_] = max(on, found.get(id_, on))


def _ends(db: Connection, season_ends: Mapping[str, date]) -> dict[int, date]:
    """Return the end of the last relation: of a season, or of a role that was closed."""
    found = last_days(db, season_ends)
    closed = select(contact_role.c.contact_id, func.max(contact_role.c.until))
    lasting = contact_role.c.role.in_(sorted(LASTING))
    ended = closed.where(lasting, contact_role.c.until.is_not(None))
    _latest(found, db.execute(ended.group_by(contact_role.c.contact_id)))
    return found


def _subscribed(db: Connection) -> set[int]:
    granted = consent_state.c.state == EventKind.GRANTED.value
    return set(db.execute(select(consent_state.c.contact_id).where(granted)).scalars())


def _asked(db: Connection) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for one in rights.requests(db, pending=True):
        found.setdefault(one.contact_id, []).append(one.number)
    return found
