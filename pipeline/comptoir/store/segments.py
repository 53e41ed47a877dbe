"""The gateway of segments: who is in one, how many, and how many after each step."""

from dataclasses import dataclass, replace
from datetime import date, tzinfo
from typing import Any

from sqlalchemy import Connection, Select, func, select

from comptoir.contacts.facts import FACTS, Operator
from comptoir.contacts.segment import Segment, Step, on_day, steps
from comptoir.context import PARIS
from comptoir.store.selection import Compiler, Keys
from comptoir.store.tables.contacts import contact

INDEXED = frozenset({"contact.city", "contact.postcode", "contact.department"})
CONTACT_FACTS = frozenset(name for name in FACTS if name.startswith("contact.")) - {"contact.tag"}
SMALLEST_FIRST = (
    "contact_tag", "sale_item", "event_registration", "appointment", "request", "outbox",
    "donation", "membership", "sale_stat", "contact_role",
)  # fmt: skip
ONE_ROW = "sale_stat"  # one row a contact


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a segment is computed with."""

    today: date
    zone: tzinfo = PARIS
    classes: dict[str, str]  # purpose → class


@dataclass(frozen=True, slots=True)
class Count:
    """How many contacts a step keeps, and how many it drops."""

    step: Step
    kept: int
    dropped: int


def compiler(db: Connection, segment: Segment, settings: Settings) -> Compiler:
    """Choose how rows are looked for.

    An indexed condition on the contact leaves few of them: look for the rows of each (EXISTS).
    Otherwise SQLite is best with whole sets of keys (IN); PostgreSQL makes its own plan of EXISTS.
    """
    narrow = any(
        one.fact.name in INDEXED and one.operator in (Operator.IS, Operator.IN)
        for one in segment.all
    )
    by_key = db.dialect.name == "sqlite" and not narrow
    return Compiler(
        db, settings.today, settings.zone, settings.classes, by_key, others=segment.others
    )


def selected(db: Connection, segment: Segment, settings: Settings) -> Select[Any]:
    """Select the ids of a segment; erased contacts are in none."""
    segment = on_day(segment, settings.today)
    made = compiler(db, segment, settings)
    asked = list(steps(segment))
    on_contact = any(c.fact.name in CONTACT_FACTS for step in asked for c in step.conditions)
    if made.by_key and not on_contact and (start := _start(made, asked)):
        return _from_keys(made, start, asked)
    clauses = (made.step(step) for step in asked)
    return select(contact.c.id).where(contact.c.erased_at.is_(None), *clauses)


def _start(made: Compiler, asked: list[Step]) -> tuple[Step, Keys] | None:
    """Choose the set of keys to begin with: that of the table which usually says least."""
    there = [(step, keys) for step in asked if (keys := made.keys(step)) is not None]
    return min(there, key=lambda one: _rank(one[1].table.name), default=None)


def _rank(table: str) -> int:
    return SMALLEST_FIRST.index(table) if table in SMALLEST_FIRST else len(SMALLEST_FIRST)


def _from_keys(made: Compiler, start: tuple[Step, Keys], asked: list[Step]) -> Select[Any]:
    """Begin with a set of keys and subtract: the contact's own wide rows are never read."""
    first, keys = start
    rest = [step for step in asked if step is not first]
    if keys.table.name == ONE_ROW:  # ask the one row of each contact all its questions at once
        also = [(step, made.keys(step)) for step in rest]
        same = [(step, other) for step, other in also if other and other.table.name == ONE_ROW]
        keys = Keys(keys.table, [*keys.asked, *(a for _, other in same for a in other.asked)])
        rest = [step for step in rest if all(step is not one for one, _ in same)]
    ids = keys.select().subquery()
    from_keys = replace(made, id=ids.c.contact_id)
    erased = select(contact.c.id).where(contact.c.erased_at.is_not(None))
    clauses = (from_keys.step(step) for step in rest)
    found = select(ids.c.contact_id.label("id"))
    return found.where(*clauses, ids.c.contact_id.not_in(erased))


def members(db: Connection, segment: Segment, settings: Settings) -> list[int]:
    """Return the contacts of a segment, by id."""
    return list(db.execute(selected(db, segment, settings).order_by("id")).scalars())


def count(db: Connection, segment: Segment, settings: Settings) -> int:
    found = selected(db, segment, settings).subquery()
    return int(db.execute(select(func.count()).select_from(found)).scalar_one())


def explain(db: Connection, segment: Segment, settings: Settings) -> tuple[int, list[Count]]:
    """Return the size of the base, then what each step keeps and drops."""
    dated = on_day(segment, settings.today)
    made = compiler(db, dated, settings)
    query = select(func.count()).select_from(contact).where(contact.c.erased_at.is_(None))
    total = before = int(db.execute(query).scalar_one())
    counts = []
    for step, asked in zip(steps(segment), steps(dated), strict=True):
        query = query.where(made.step(asked))
        kept = int(db.execute(query).scalar_one())
        counts.append(Count(step, kept, before - kept))
        before = kept
    return total, counts
