"""Insert many rows of one shape: the statement is compiled once and handed to the driver as it is.

SQLAlchemy's own path costs as much again as the insert itself, which an import of a hundred
thousand contacts feels.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Dialect, Table, insert
from sqlalchemy.sql.compiler import SQLCompiler

Rows = Sequence[Mapping[str, Any]]
STAGED = "temp.staged"


def insert_rows(db: Connection, table: Table, rows: Rows) -> None:
    """Insert rows that all have the same keys."""
    if rows:
        compiled = _compiled(table, tuple(rows[0]), db.dialect)
        db.exec_driver_sql(str(compiled), _bound(compiled, rows))


def insert_at_once(db: Connection, table: Table, rows: Rows) -> None:
    """Insert rows by one statement: SQLite writes its full-text index out at the end of each.

    They pass through a temporary table, kept in memory, which costs a tenth of what it saves.
    """
    if db.dialect.name != "sqlite" or len(rows) < 2:
        insert_rows(db, table, rows)
        return
    compiled = _compiled(table, tuple(rows[0]), db.dialect)
    names = ", ".join(f'"{name}"' for name in compiled.positiontup or ())
    marks = ", ".join("?" for _ in rows[0])
    chosen = f"SELECT {names} FROM"  # names of our own tables: nothing that anybody types
    db.exec_driver_sql(f"CREATE TABLE {STAGED} AS {chosen} {table.name} LIMIT 0")
    staged = f"INSERT INTO {STAGED} VALUES ({marks})"  # noqa: S608 — as above
    db.exec_driver_sql(staged, _bound(compiled, rows))
    db.exec_driver_sql(f"INSERT INTO {table.name} ({names}) {chosen} {STAGED} ORDER BY rowid")
    db.exec_driver_sql(f"DROP TABLE {STAGED}")


def _bound(compiled: SQLCompiler, rows: Rows) -> list[Any]:
    """Return the rows as the driver takes them: by place on SQLite, by name on PostgreSQL."""
    names = list(rows[0])
    processors: dict[str, Any] = dict(compiled._bind_processors)
    columns = [[row[name] for row in rows] for name in names]
    for name, column in zip(names, columns, strict=True):
        if read := processors.get(name):
            column[:] = _read(read, column)
    by_place = dict(zip(names, columns, strict=True))
    if compiled.positiontup is not None:
        return list(zip(*(by_place[name] for name in compiled.positiontup), strict=True))
    return [dict(zip(names, values, strict=True)) for values in zip(*columns, strict=True)]


def _read(read: Callable[[Any], Any], column: list[Any]) -> list[Any]:
    """Bind a column, each of its values once: many rows have one day, one instant."""
    bound = {value: read(value) for value in set(column)}
    return [bound[value] for value in column]


@lru_cache(maxsize=64)
def _compiled(table: Table, keys: tuple[str, ...], dialect: Dialect) -> SQLCompiler:
    made = insert(table).compile(dialect=dialect, column_keys=list(keys))
    assert isinstance(made, SQLCompiler)
    return made
