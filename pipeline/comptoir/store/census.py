"""How much of what the base holds: counts by role, by column, by table. Nobody is named."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from comptoir.store import personal
from comptoir.store.metadata import all_tables
from comptoir.store.tables.contacts import contact, contact_fact, contact_role

FIELDS = ("email", "phone", "mobile", "street", "birth_date", "organisation")


@dataclass(frozen=True, slots=True, kw_only=True)
class Census:
    """Counts."""

    people: int
    roles: Mapping[str, int]
    fields: Mapping[str, int]  # contacts for whom a column holds something
    facts: Mapping[str, int]
    tables: Mapping[str, int]


def census(db: Connection) -> Census:
    alive = contact.c.erased_at.is_(None)
    held = contact_role.c.contact_id == contact.c.id
    roles = (
        select(contact_role.c.role, func.count(contact_role.c.contact_id.distinct()))
        .join(contact, held)
        .where(alive, contact_role.c.until.is_(None))
        .group_by(contact_role.c.role)
    )
    facts = select(contact_fact.c.name, func.count()).group_by(contact_fact.c.name)
    return Census(
        people=int(db.execute(select(func.count()).select_from(contact).where(alive)).scalar_one()),
        roles={row[0]: row[1] for row in db.execute(roles.order_by(contact_role.c.role))},
        fields={name: _filled(db, name) for name in FIELDS},
        facts={row[0]: row[1] for row in db.execute(facts.order_by(contact_fact.c.name))},
        tables={
            name: int(db.execute(select(func.count()).select_from(table)).scalar_one())
            for name in sorted({holder.table.name for holder in personal.holders()})
            for table in [all_tables().tables[name]]
        },
    )


def _filled(db: Connection, name: str) -> int:
    column = contact.c[name]
    empty = column.is_(None) if column.nullable else column == ""
    query = select(func.count()).select_from(contact)
    return int(db.execute(query.where(contact.c.erased_at.is_(None), ~empty)).scalar_one())
