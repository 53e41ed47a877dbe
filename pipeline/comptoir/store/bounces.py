"""The gateway of what came back from addresses."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import Connection

from comptoir.store.bulk import insert_rows
from comptoir.store.tables.contacts import bounce


def add_dead(db: Connection, dead: Iterable[tuple[int, str, date | None]]) -> None:
    """Note dead addresses: contact, channel, since when."""
    rows = [
        {"contact_id": id_, "channel": channel, "kind": "hard", "on": on}
        for id_, channel, on in dead
    ]
    insert_rows(db, bounce, rows)
