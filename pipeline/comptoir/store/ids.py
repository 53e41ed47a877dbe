"""Row ids given by us, so that rows that point at each other are written in one go.

Writers take turns (an immediate transaction, an advisory lock): nobody else can take the same id.
"""

from sqlalchemy import Connection, Table, func, select


def next_ids(db: Connection, table: Table, count: int) -> range:
    """Return the next ids of a table, in order."""
    last = db.execute(select(func.max(table.c.id))).scalar() or 0
    return range(int(last) + 1, int(last) + 1 + count)


def next_id(db: Connection, table: Table) -> int:
    return next_ids(db, table, 1)[0]
