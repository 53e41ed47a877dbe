"""What consents come to, one row a contact, scope and channel: kept beside the events."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, and_, select

from comptoir.consent.model import EventKind, Standing
from comptoir.contacts.model import Contact
from comptoir.store.among import among
from comptoir.store.bulk import insert_rows
from comptoir.store.contacts import chunks
from comptoir.store.tables.consents import consent_state

Key = tuple[int, str, str]  # contact, scope, channel


def of_contacts(db: Connection, contact_ids: Sequence[int]) -> dict[Key, Standing]:
    """Return what stands for some contacts."""
    found: dict[Key, Standing] = {}
    for piece in chunks(contact_ids):
        for row in db.execute(
            select(consent_state).where(among(consent_state.c.contact_id, piece))
        ):
            key = (row.contact_id, row.scope, row.channel)
            found[key] = Standing(EventKind(row.state), row.since)
    return found


def current(db: Connection, one: Contact) -> dict[tuple[str, str], Standing]:
    """Return what holds for one contact, by scope and channel."""
    return {(s, ch): standing for (_, s, ch), standing in of_contacts(db, [one.id]).items()}


def replace(db: Connection, states: dict[Key, Standing], *, known: set[Key]) -> None:
    """Write what events come to: one row a contact, scope and channel."""
    for key in states.keys() & known:
        db.execute(consent_state.delete().where(_is(key)))
    rows = [
        {"contact_id": id_, "scope": scope, "channel": channel}
        | {"state": standing.kind.value, "since": standing.since}
        for (id_, scope, channel), standing in states.items()
    ]
    insert_rows(db, consent_state, rows)


def _is(key: Key) -> ColumnElement[bool]:
    return and_(
        consent_state.c.contact_id == key[0],
        consent_state.c.scope == key[1],
        consent_state.c.channel == key[2],
    )
