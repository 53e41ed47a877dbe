"""Copy a whole base into an empty one: SQLite or PostgreSQL, either way, identical row by row."""

import sqlite3
from pathlib import Path

from sqlalchemy import Connection, Integer, func, insert, select

from comptoir.errors import RefusedError
from comptoir.private import private_file
from comptoir.store import schema, triggers
from comptoir.store.engine import engine, sqlite_path
from comptoir.store.failures import translated
from comptoir.store.metadata import all_tables

PIECE = 5_000  # rows carried at once


def snapshot(url: str, path: Path) -> None:
    """Write the state of a base at one moment into an SQLite file, while others work."""
    source = sqlite_path(url)
    private_file(path)
    if source is None:
        copy(url, f"sqlite:///{path}")
        return
    with translated(), sqlite3.connect(source) as old, sqlite3.connect(path) as new:
        old.backup(new)
        new.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it
    new.close()
    old.close()


def copy(source: str, target: str) -> dict[str, int]:
    """Copy every row into a base that is empty; return how many, by table.

    Raises:
        RefusedError: the target holds something, or the source is of another version.
    """
    with translated(), engine(source).begin() as old:
        if sqlite_path(source) is None:
            old.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        if schema.current(old) != schema.newest():
            raise RefusedError(
                "cette base n’est pas au schéma de cette version de Comptoir.",
                remedy="Mettez-la à niveau d’abord : comptoir db upgrade",
            )
        schema.upgrade(target)
        with engine(target, write=True).begin() as new:
            _refuse_full(new)
            triggers.drop(new)  # closed months and balances were true where the rows come from
            counts = _rows(old, new)
            triggers.install(new)
            _restart_numbers(new)
            return counts


def _refuse_full(db: Connection) -> None:
    seeds = {table.name for table, _ in triggers.SEEDS}
    for table in all_tables().sorted_tables:
        if table.name not in seeds and db.execute(select(func.count()).select_from(table)).scalar():
            raise RefusedError(
                "la base où copier n’est pas vide.",
                remedy="Donnez-en une neuve : rien ne s’écrit par-dessus.",
            )


def _rows(old: Connection, new: Connection) -> dict[str, int]:
    counts = {}
    for table in all_tables().sorted_tables:
        new.execute(table.delete())  # what the schema seeds
        order = list(table.primary_key.columns)
        found = old.execution_options(yield_per=PIECE).execute(select(table).order_by(*order))
        counts[table.name] = 0
        for piece in found.mappings().partitions(PIECE):
            new.execute(insert(table), [dict(row) for row in piece])
            counts[table.name] += len(piece)
    return counts


def _restart_numbers(db: Connection) -> None:
    """Have PostgreSQL give identifiers after the last one that was copied."""
    if db.dialect.name != "postgresql":
        return
    for table in all_tables().sorted_tables:
        keys = list(table.primary_key.columns)
        if len(keys) != 1 or not isinstance(keys[0].type, Integer):
            continue
        named = func.pg_get_serial_sequence(f'"{table.name}"', keys[0].name)
        sequence = db.execute(select(named)).scalar()
        last = db.execute(select(func.max(keys[0]))).scalar()
        if sequence and last:
            db.execute(select(func.setval(sequence, last)))
