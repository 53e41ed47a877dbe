"""Run an expert's condition: on a door that only reads, for a few seconds at most."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError
from sqlglot import exp

from comptoir.contacts.expert import sql_of
from comptoir.errors import InputError

_ASKED = "SELECT contact.id FROM contact WHERE contact.erased_at IS NULL"
SECONDS = 10
STEPS = 100_000  # of SQLite's machine, between two looks at the clock


def members(db: Connection, where: exp.Expression) -> list[int]:
    """Return the contacts for whom a condition holds, by id.

    Raises:
        InputError: the engine cannot compute it, or not in time.
    """
    dialect = "sqlite" if db.dialect.name == "sqlite" else "postgres"
    asked = f"{_ASKED} AND ({sql_of(where, dialect)})"
    if dialect == "postgres":
        asked = asked.replace("%", "%%")
    start = time.monotonic()
    try:
        with _limited(db):
            return sorted(db.exec_driver_sql(asked).scalars())
    except DBAPIError:
        late = time.monotonic() - start >= SECONDS
        found = "la base ne sait pas calculer cette condition."
        raise InputError(
            "cette condition demande trop de temps." if late else found,
            remedy="Comparez des textes à des textes, des nombres à des nombres.",
        ) from None


@contextmanager
def _limited(db: Connection) -> Iterator[None]:
    """Stop a question that lasts, and compare letters as both engines can."""
    if db.dialect.name != "sqlite":
        db.exec_driver_sql(f"SET LOCAL statement_timeout = '{SECONDS}s'")
        yield
        return
    raw = db.connection.driver_connection
    assert raw is not None
    db.exec_driver_sql("PRAGMA case_sensitive_like=ON")
    end = time.monotonic() + SECONDS
    raw.set_progress_handler(lambda: time.monotonic() > end, STEPS)
    try:
        yield
    finally:
        raw.set_progress_handler(None, STEPS)
