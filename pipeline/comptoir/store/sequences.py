"""Give the next number of a series: unique, in order, without gap.

The number is taken inside the transaction of the document that bears it; a rollback gives it
back. Auto-increment does not do that, on SQLite or on PostgreSQL (LAW § 8.7; CGI, ann. II,
art. 242 nonies A, I-7°).
"""

from sqlalchemy import Connection, insert, select, update

from comptoir.store.tables.sequences import sequence


def _next(db: Connection, series: str, year: int, *, step: int = 1) -> int:
    here = (sequence.c.series == series) & (sequence.c.year == year)
    last = db.execute(select(sequence.c.last).where(here)).scalar()
    if last is None:
        db.execute(insert(sequence).values(series=series, year=year, last=step))
        return 1
    db.execute(update(sequence).where(here).values(last=last + step))
    return int(last) + 1


def next_number(db: Connection, *, series: str, year: int) -> str:
    """Return `F-2026-0001`, then `F-2026-0002`…"""
    return f"{series}-{year}-{_next(db, series, year):04d}"


def next_numbers(db: Connection, *, series: str, year: int, count: int) -> list[str]:
    """Return many numbers of a series and a year at once, in order."""
    if not count:
        return []
    first = _next(db, series, year, step=count)
    return [f"{series}-{year}-{number:04d}" for number in range(first, first + count)]


def next_references(db: Connection, series: str, count: int, *, width: int = 6) -> list[str]:
    """Return many references of a series at once."""
    first = _next(db, series, 0, step=count)
    return [f"{series}-{number:0{width}d}" for number in range(first, first + count)]
