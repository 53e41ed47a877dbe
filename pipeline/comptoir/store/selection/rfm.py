"""Recency, frequency, amount: customers cut into fifths, 5 being the best; nobody else has a note.

On equal values the older contact has the lower note, so that both engines say the same. Where each
fifth begins is looked for first, along an index; the notes are then comparisons, and no customer
is ever sorted.
"""

from collections.abc import Callable, Sequence
from itertools import accumulate, groupby
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    and_,
    case,
    false,
    func,
    literal,
    not_,
    or_,
    select,
    true,
)

from comptoir.store.selection.comparison import Clause
from comptoir.store.tables.sales import sale_stat

BLOCK = 4_096  # ids counted together
SCORES = range(3, 16)  # three notes of 1 to 5
_COLUMNS = {
    "recency": sale_stat.c.last_on,
    "frequency": sale_stat.c["count"],
    "amount": sale_stat.c.total,
}
_BEYOND = 1 << 40  # more than any id
Cuts = Sequence[Clause]  # whether a row has reached the second fifth, the third…


def kept(db: Connection, name: str, wanted: Callable[[int], bool]) -> Clause:
    """Say which rows of sale_stat have a note that is wanted.

    Args:
        db: the base, where the fifths are looked for.
        name: recency, frequency, amount, score or fifth.
        wanted: whether a note is.
    """
    if name in _COLUMNS:
        return _in_fifths(_cuts(db, _COLUMNS[name]), wanted)
    score: ColumnElement[int] = sum(
        (_note(_cuts(db, column)) for column in _COLUMNS.values()), literal(0)
    )
    if name == "score":
        return score.in_([one for one in SCORES if wanted(one)])
    return _in_fifths(_cuts_of_score(db, score), wanted)


def _in_fifths(cuts: Cuts, wanted: Callable[[int], bool]) -> Clause:
    """Compare once for each run of notes wanted."""
    reached = [true(), *cuts, false()]
    runs = groupby(range(1, len(reached)), key=wanted)
    pieces = [list(run) for asked, run in runs if asked]
    return or_(false(), *(and_(reached[p[0] - 1], not_(reached[p[-1]])) for p in pieces))


def _note(cuts: Cuts) -> ColumnElement[int]:
    """One, and one more for each cut reached."""
    reached = [(cut, note) for note, cut in reversed(list(enumerate(cuts, 2)))]
    return case(*reached, else_=literal(1)) if reached else literal(1)


def _starts(count: int) -> list[int]:
    """Return the ranks at which the fifths begin, from the second on; the first are the longer.

    >>> _starts(12), _starts(3)
    ([3, 6, 8, 10], [1, 2])
    """
    each, more = divmod(count, 5)
    starts = (fifth * each + min(fifth, more) for fifth in range(1, 5))
    return [start for start in starts if start < count]


def _cuts(db: Connection, column: ColumnElement[Any]) -> Cuts:
    """Look along an index for the value and the contact with which each fifth begins."""
    count = int(db.execute(select(func.count()).select_from(sale_stat)).scalar_one())
    ordered = select(column, sale_stat.c.contact_id).order_by(column, sale_stat.c.contact_id)
    cuts = []
    for start in _starts(count):
        value, id_ = db.execute(ordered.offset(start).limit(1)).one()
        cuts.append(or_(column > value, and_(column == value, sale_stat.c.contact_id >= id_)))
    return cuts


def _cuts_of_score(db: Connection, score: ColumnElement[int]) -> Cuts:
    """The same of a score: counted by blocks of ids, then looked for in one block each."""
    block = sale_stat.c.contact_id // BLOCK
    rows = db.execute(
        select(score.label("score"), block.label("block"), func.count())
        .group_by("score", "block")
        .order_by("score", "block")
    ).all()
    ends = list(accumulate(row[2] for row in rows))
    ordinal = score * literal(_BEYOND, BigInteger) + sale_stat.c.contact_id
    cuts = []
    for start in _starts(ends[-1] if ends else 0):
        at = next(index for index, end in enumerate(ends) if end > start)
        first = int(rows[at][1]) * BLOCK
        ids = select(sale_stat.c.contact_id).where(
            score == rows[at][0], sale_stat.c.contact_id.between(first, first + BLOCK - 1)
        )
        skipped = start - (ends[at] - rows[at][2])
        id_ = db.execute(ids.order_by(sale_stat.c.contact_id).offset(skipped).limit(1)).scalar_one()
        cuts.append(ordinal >= literal(int(rows[at][0]) * _BEYOND + int(id_), BigInteger))
    return cuts
