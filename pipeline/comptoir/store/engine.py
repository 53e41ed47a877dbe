"""Open the base: SQLite by default, PostgreSQL by `COMPTOIR_DATABASE_URL`."""

import os
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, NullPool, create_engine, event

from comptoir.errors import InputError
from comptoir.store import strict  # noqa: F401 - teaches SQLAlchemy the type names of STRICT tables

BUSY = 10_000  # milliseconds to wait for another command to finish
WRITE_CACHE = 65_536  # KiB
WRITERS = 0x436F6D70  # advisory lock: one writer at a time, so that numbers have no gap


def database_url(root: Path) -> str:
    """Return the address of the organisation's base."""
    given = os.environ.get("COMPTOIR_DATABASE_URL", "")
    if given.startswith(("postgres://", "postgresql://")):
        return "postgresql+psycopg://" + given.split("://", 1)[1]
    if given and not given.startswith(("sqlite:", "postgresql+psycopg:")):
        raise InputError(
            "COMPTOIR_DATABASE_URL ne désigne ni PostgreSQL ni SQLite.",
            remedy="Écrivez-la comme postgresql://utilisateur@machine/base.",
        )
    return given or f"sqlite:///{root / 'var' / 'comptoir.db'}"


@cache
def engine(url: str, *, write: bool = False) -> Engine:
    """Return the engine of a base; the same one all along the process."""
    if url.startswith("sqlite:"):
        made = create_engine(url, poolclass=NullPool)
        event.listen(made, "connect", _prepare_to_write if write else _prepare_sqlite)
        event.listen(made, "begin", _begin_immediate if write else _begin_reading)
    else:
        made = create_engine(url, pool_size=2, pool_pre_ping=True)
        event.listen(made, "begin", _lock_writers if write else _read_only)
    return made


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves
    for pragma in (
        f"busy_timeout={BUSY}",
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "trusted_schema=OFF",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _prepare_to_write(connection: Any, record: Any) -> None:
    """Triggers keep the full-text index, which SQLite allows in a trusted schema only.

    What is staged stays in memory; the cache holds the indexes that a long import grows.
    """
    _prepare_sqlite(connection, record)
    for pragma in ("trusted_schema=ON", "temp_store=MEMORY", f"cache_size=-{WRITE_CACHE}"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin_reading(connection: Connection) -> None:
    connection.exec_driver_sql("PRAGMA query_only=ON")
    connection.exec_driver_sql("BEGIN")


def _lock_writers(connection: Connection) -> None:
    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITERS})")


def _read_only(connection: Connection) -> None:
    connection.exec_driver_sql("SET TRANSACTION READ ONLY")


def sqlite_path(url: str) -> Path | None:
    """Return the file of an SQLite base, or nothing for a server."""
    return Path(url.removeprefix("sqlite:///")) if url.startswith("sqlite:///") else None
