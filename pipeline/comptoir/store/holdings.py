"""Everything that an import needs to know of the contacts that its rows may be about."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Select, select

from comptoir.consent.model import Standing
from comptoir.contacts.model import Known
from comptoir.store.among import among, among_texts
from comptoir.store.contacts import of_row, query
from comptoir.store.standings import of_contacts
from comptoir.store.tables.contacts import (
    bounce,
    contact,
    contact_external,
    contact_fact,
    contact_role,
    contact_tag,
)

Standings = dict[tuple[str, str], Standing]


def candidates(
    db: Connection,
    *,
    references: Iterable[str],
    name_keys: Iterable[str],
    emails: Iterable[str],
    ids: Iterable[int] = (),
) -> dict[int, Known]:
    """Return the contacts that share a reference, a name or an e-mail with some rows.

    Args:
        db: the base.
        references: ours, or other systems'.
        name_keys: whole names, folded.
        emails: addresses.
        ids: others to be returned besides.
    """
    given = list(references)
    known = among_texts(contact_external.c.reference, given)
    named = select(contact_external.c.contact_id).where(known)
    found: dict[int, Any] = {}
    for condition in (  # one by one: an OR of them would read the whole table
        contact.c.id.in_(named),
        among_texts(contact.c.reference, given),
        among(contact.c.id, ids),
        among_texts(contact.c.name_key, name_keys),
        among_texts(contact.c.email, emails),
    ):
        for row in db.execute(query(db).where(condition)):
            found[row.id] = of_row(row)
    others = _lists(db, _of(contact_external, contact_external.c.reference, found))
    return {id_: Known(one, frozenset(others[id_])) for id_, one in found.items()}


def roles(db: Connection, ids: Iterable[int]) -> dict[int, list[str]]:
    return _lists(db, _of(contact_role, contact_role.c.role, ids))


def tags(db: Connection, ids: Iterable[int]) -> dict[int, list[str]]:
    return _lists(db, _of(contact_tag, contact_tag.c.tag, ids))


def facts(db: Connection, ids: Iterable[int]) -> dict[int, dict[str, str]]:
    found: dict[int, dict[str, str]] = defaultdict(dict)
    wanted = among(contact_fact.c.contact_id, ids)
    for row in db.execute(select(contact_fact).where(wanted)):
        found[row.contact_id][row.name] = row.value
    return found


def standings(db: Connection, ids: Iterable[int]) -> dict[int, Standings]:
    found: dict[int, Standings] = defaultdict(dict)
    for (id_, scope, channel), standing in of_contacts(db, list(ids)).items():
        found[id_][scope, channel] = standing
    return found


def dead_emails(db: Connection, ids: Iterable[int]) -> set[int]:
    """Return whose e-mail address is known to be dead."""
    dead = select(bounce.c.contact_id).where(
        among(bounce.c.contact_id, ids),
        bounce.c.channel == "email",
        bounce.c.kind == "hard",
        bounce.c.cleared_on.is_(None),
    )
    return set(db.execute(dead).scalars())


def _of(table: Any, column: Any, ids: Iterable[int]) -> Select[Any]:
    return select(table.c.contact_id, column).where(among(table.c.contact_id, ids))


def _lists(db: Connection, rows: Select[Any]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for id_, value in db.execute(rows):
        found[id_].append(value)
    return found
