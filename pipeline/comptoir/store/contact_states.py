"""All that a decision needs to know of contacts, gathered in a few queries for many of them."""

import json
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, Select, and_, or_, select

from comptoir.consent.decide import CHILD
from comptoir.consent.model import ContactState, EventKind, Standing
from comptoir.contacts.addresses import channels, is_free_email, is_generic_email
from comptoir.store import standings, suppressions
from comptoir.store.among import among
from comptoir.store.contacts import chunks, of_row, query
from comptoir.store.metadata import all_tables
from comptoir.store.tables.consents import consent_event, consent_void
from comptoir.store.tables.contacts import bounce, contact, contact_role

RELATION = timedelta(days=3 * 365)  # how long a past role still makes a relation (LAW, RET007)
PARENT = "parent"  # the method of a consent that a legal representative gave
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
    people = [of_row(row) for row in db.execute(query(db).where(among(contact.c.id, ids))).all()]
    known: dict[int, dict[tuple[str, str], Standing]] = {}
    for (id_, scope, channel), standing in standings.of_contacts(db, ids).items():
        known.setdefault(id_, {})[scope, channel] = standing
    roles, bounced = _roles(db, ids, today), _bounced(db, ids)
    bought, ordered = _bought(db, ids), _ordered(db, ids)
    ages = {one.id: one.age_on(today) for one in people}
    children = [id_ for id_, age in ages.items() if age is not None and age < CHILD]
    parents = _parents(db, children)
    return {id_: ContactState(erased=True) for id_ in ids} | {
        one.id: ContactState(
            kind=one.kind.value,
            professional=bool(one.organisation),
            generic_email=is_generic_email(one.email),
            free_email=is_free_email(one.email),
            deceased=one.deceased_on is not None,
            restricted=one.restricted_on is not None,
            age=ages[one.id],
            roles=frozenset(roles.get(one.id, ())),
            reachable=channels(one),
            bounced=frozenset(bounced.get(one.id, ())),
            standings=known.get(one.id, {}),
            suppressed=opposition.of(one),
            bought=frozenset(bought.get(one.id, ())),
            ordered=frozenset(ordered.get(one.id, ())),
            parent_agreed=frozenset(parents.get(one.id, ())),
        )
        for one in people
    }


def _roles(db: Connection, ids: list[int], today: date) -> dict[int, set[str]]:
    recent = or_(contact_role.c.until.is_(None), contact_role.c.until >= today - RELATION)
    wanted = among(contact_role.c.contact_id, ids)
    found = _sets(db, select(contact_role.c.contact_id, contact_role.c.role).where(wanted, recent))
    for name, role in _ROLE_TABLES.items():
        table = all_tables().tables.get(name)
        if table is not None:
            rows = select(table.c.contact_id).where(among(table.c.contact_id, ids)).distinct()
            for id_ in db.execute(rows).scalars():
                found.setdefault(id_, set()).add(role)
    return found


def _bounced(db: Connection, ids: list[int]) -> dict[int, set[str]]:
    dead = and_(bounce.c.kind.in_(DEAD), bounce.c.cleared_on.is_(None))
    return _sets(
        db,
        select(bounce.c.contact_id, bounce.c.channel).where(among(bounce.c.contact_id, ids), dead),
    )


def _bought(db: Connection, ids: list[int]) -> dict[int, set[str]]:
    table = all_tables().tables.get("sale_item")
    if table is None:
        return {}
    return _sets(db, select(table.c.contact_id, table.c.sku).where(among(table.c.contact_id, ids)))


def _ordered(db: Connection, ids: list[int]) -> dict[int, set[str]]:
    """Return what is ordered and not invoiced yet: the object of a running contract."""
    table = all_tables().tables.get("sale_order")
    if table is None:
        return {}
    found: dict[int, set[str]] = {}
    under_way = select(table.c.contact_id, table.c.content).where(
        among(table.c.contact_id, ids), table.c.state == "open"
    )
    for id_, content in db.execute(under_way):
        lines = json.loads(content).get("offer", {}).get("lines", ())
        found.setdefault(id_, set()).update(line["sku"] for line in lines if line.get("sku"))
    return found


def _parents(db: Connection, children: list[int]) -> dict[int, set[tuple[str, str]]]:
    """Return what the parents of children agreed to: purpose and channel."""
    if not children:
        return {}
    said = select(consent_event.c.contact_id, consent_event.c.scope, consent_event.c.channel)
    by_parent = said.where(
        consent_event.c.contact_id.in_(children),
        consent_event.c.kind == EventKind.GRANTED.value,
        consent_event.c.method == PARENT,
        consent_event.c.id.not_in(select(consent_void.c.event_id)),
    )
    found: dict[int, set[tuple[str, str]]] = {}
    for id_, scope, channel in db.execute(by_parent):
        found.setdefault(id_, set()).add((scope, channel))
    return found


def _sets(db: Connection, rows: Select[Any]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    for id_, value in db.execute(rows):
        found.setdefault(id_, set()).add(value)
    return found
