"""The gateway of what came back from addresses."""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import Connection, func, select, update

from comptoir.store.bulk import insert_rows
from comptoir.store.tables.contacts import bounce


def add_dead(db: Connection, dead: Iterable[tuple[int, str, date | None]]) -> None:
    """Note dead addresses: contact, channel, since when."""
    rows = [
        {"contact_id": id_, "channel": channel, "kind": "hard", "on": on}
        for id_, channel, on in dead
    ]
    insert_rows(db, bounce, rows)


def revive(db: Connection, contact_id: int) -> None:
    """Take back the last dead address noted of a contact."""
    last = select(func.max(bounce.c.id)).where(bounce.c.contact_id == contact_id)
    db.execute(bounce.delete().where(bounce.c.id == last.scalar_subquery()))


def reopen(db: Connection, ids: Sequence[int]) -> None:
    """Let returns that were cleared count again."""
    db.execute(update(bounce).where(bounce.c.id.in_(ids)).values(cleared_on=None))
