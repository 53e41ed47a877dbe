"""All that a decision needs to know of contacts, gathered in a few queries for many of them."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, Select, and_, or_, select

from comptoir.consent.model import ContactState, Standing
from comptoir.contacts.addresses import channels, is_free_email, is_generic_email
from comptoir.store import standings, suppressions
from comptoir.store.contacts import chunks, of_row, query
from comptoir.store.metadata import all_tables
from comptoir.store.tables.contacts import bounce, contact, contact_role

RELATION = timedelta(days=3 * 365)  # how long a past role still makes a relation (LAW, RET007)
DEAD = ("hard", "npai")
# tables whose rows make a role by themselves
_ROLE_TABLES = {"membership": "member", "donation": "donor", "sale_stat": "customer"}


def states(db: Connection, contact_ids: Sequence[int], today: date) -> dict[int, ContactState]:
    """Return what a decision needs to know of each contact, on a day."""
    opposition = suppressions.load(db)
    found: dict[int, ContactState] = {}
    for piece in chunks(contact_ids):
        found |= _states(db, piece, today, opposition)
    return found


def _states(
    db: Connection, ids: list[int], today: date, opposition: suppressions.OppositionList
) -> dict[int, ContactState]:
    people = [of_row(row) for row in db.execute(query().where(contact.c.id.in_(ids)))]
    known: dict[int, dict[tuple[str, str], Standing]] = {}
    for (id_, scope, channel), standing in standings.of_contacts(db, ids).items():
        known.setdefault(id_, {})[scope, channel] = standing
    roles, bounced = _roles(db, ids, today), _bounced(db, ids)
    bought = _bought(db, ids)
    return {id_: ContactState(erased=True) for id_ in ids} | {
        one.id: ContactState(
            kind=one.kind.value,
            professional=bool(one.organisation),
            generic_email=is_generic_email(one.email),
            free_email=is_free_email(one.email),
            deceased=one.deceased_on is not None,
            restricted=one.restricted_on is not None,
            age=one.age_on(today),
            roles=frozenset(roles.get(one.id, ())),
            reachable=channels(one),
            bounced=frozenset(bounced.get(one.id, ())),
            standings=known.get(one.id, {}),
            suppressed=opposition.of(one),
            bought=frozenset(bought.get(one.id, ())),
        )
        for one in people
    }


def _roles(db: Connection, ids: list[int], today: date) -> dict[int, set[str]]:
    recent = or_(contact_role.c.until.is_(None), contact_role.c.until >= today - RELATION)
    wanted = contact_role.c.contact_id.in_(ids)
    found = _sets(db, select(contact_role.c.contact_id, contact_role.c.role).where(wanted, recent))
    for name, role in _ROLE_TABLES.items():
        table = all_tables().tables.get(name)
        if table is not None:
            rows = select(table.c.contact_id).where(table.c.contact_id.in_(ids)).distinct()
            for id_ in db.execute(rows).scalars():
                found.setdefault(id_, set()).add(role)
    return found


def _bounced(db: Connection, ids: list[int]) -> dict[int, set[str]]:
    dead = and_(bounce.c.kind.in_(DEAD), bounce.c.cleared_on.is_(None))
    return _sets(
        db, select(bounce.c.contact_id, bounce.c.channel).where(bounce.c.contact_id.in_(ids), dead)
    )


def _bought(db: Connection, ids: list[int]) -> dict[int, set[str]]:
    table = all_tables().tables.get("sale_item")
    if table is None:
        return {}
    return _sets(db, select(table.c.contact_id, table.c.sku).where(table.c.contact_id.in_(ids)))


def _sets(db: Connection, rows: Select[Any]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    for id_, value in db.execute(rows):
        found.setdefault(id_, set()).add(value)
    return found
