"""Insert many rows of one shape: the statement is compiled once and handed to the driver as it is.

SQLAlchemy's own path costs as much again as the insert itself, which an import of a hundred
thousand contacts feels.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Dialect, Table, insert
from sqlalchemy.sql.compiler import SQLCompiler


def insert_rows(db: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows that all have the same keys."""
    if not rows:
        return
    compiled = _compiled(table, tuple(rows[0]), db.dialect)
    processors: dict[str, Any] = dict(compiled._bind_processors)
    if compiled.positiontup is None:  # PostgreSQL: names
        made: list[Any] = [
            {name: processors[name](row[name]) if name in processors else row[name] for name in row}
            for row in rows
        ]
    else:
        names = compiled.positiontup
        columns = [[row[name] for row in rows] for name in names]
        for name, column in zip(names, columns, strict=True):
            if read := processors.get(name):
                column[:] = map(read, column)
        made = list(zip(*columns, strict=True))
    db.exec_driver_sql(str(compiled), made)


@lru_cache(maxsize=64)
def _compiled(table: Table, keys: tuple[str, ...], dialect: Dialect) -> SQLCompiler:
    made = insert(table).compile(dialect=dialect, column_keys=list(keys))
    assert isinstance(made, SQLCompiler)
    return made
