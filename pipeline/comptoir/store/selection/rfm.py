"""Recency, frequency, amount: customers cut into fifths, 5 being the best; nobody else has a note.

On equal values the older contact has the lower note, so that both engines say the same.
"""

from sqlalchemy import ColumnElement, Subquery, func, not_, or_, select

from comptoir.contacts.segment import Condition
from comptoir.store.selection.comparison import Clause, compare, holds_for
from comptoir.store.tables.sales import sale_stat


def _notes() -> Subquery:
    def note(column: ColumnElement[object]) -> ColumnElement[int]:
        return func.ntile(5).over(order_by=(column, sale_stat.c.contact_id))

    return select(
        sale_stat.c.contact_id,
        note(sale_stat.c.last_on).label("recency"),
        note(sale_stat.c["count"]).label("frequency"),
        note(sale_stat.c.total).label("amount"),
    ).subquery("notes")


def _scores() -> Subquery:
    notes = _notes()
    score = notes.c.recency + notes.c.frequency + notes.c.amount
    scored = select(*notes.c, score.label("score")).subquery("scored")
    fifth = func.ntile(5).over(order_by=(scored.c.score, scored.c.contact_id))
    return select(*scored.c, fifth.label("fifth")).subquery("rfm")


def clause(one: Condition, id_: ColumnElement[int]) -> Clause:
    """Compile a condition on a note; who never bought has zero."""
    found = _scores()
    note = found.c[one.fact.name.partition(".")[2]]
    ids = select(found.c.contact_id).where(compare(note, one.operator, one.value))
    kept = id_.in_(ids)
    return or_(kept, not_(id_.in_(select(sale_stat.c.contact_id)))) if holds_for(one, 0) else kept
