"""Turn the steps of a segment into clauses over the id of a contact.

Dates are computed here and bound.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta, tzinfo
from functools import partial
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    exists,
    false,
    func,
    not_,
    or_,
    select,
)

from comptoir.contacts.facts import EXTRA, OTHER_SEGMENT, Kind, Operator
from comptoir.contacts.segment import POSITIVE, Condition, Segment, Step, steps
from comptoir.money import ZERO
from comptoir.store.metadata import all_tables
from comptoir.store.selection import answers, contact_facts, rfm
from comptoir.store.selection.answers import Rows
from comptoir.store.selection.comparison import Clause, compare, contains, holds_for, on_days
from comptoir.store.selection.consents import ConsentClauses
from comptoir.store.tables.contacts import contact, contact_fact
from comptoir.store.tables.sales import sale_stat
from comptoir.store.types import Instant

RFM = "rfm."
INTERACTION = "interaction.on"

_ROWS = {  # facts of one row of a table: the table, and the column that holds each
    "role.name": ("contact_role", "role"),
    "role.since": ("contact_role", "since"),
    "membership.season": ("membership", "season"),
    "membership.level": ("membership", "level"),
    "membership.plan": ("membership", "level"),
    "membership.ends": ("membership", "ends"),
    "membership.paid_on": ("membership", "paid_on"),
    "sale.last_on": ("sale_stat", "last_on"),
    "sale.item": ("sale_item", "sku"),
    "contact.tag": ("contact_tag", "tag"),
    "sale.promotion": ("promoted", "campaign"),
    "event.slug": ("event_registration", "event"),
    "event.state": ("event_registration", "state"),
    "event.registered_on": ("event_registration", "made_at"),
    "campaign.received": ("outbox", "campaign"),
    "campaign.answered": ("answered", "campaign"),
    "request.kind": ("request", "kind"),
    "request.motive": ("request", "motive"),
    "request.received_on": ("request", "received_on"),
    "appointment.state": ("appointment", "state"),
    "appointment.on": ("appointment", "starts"),
}
_DERIVED = {
    "received": answers.received, "promoted": answers.promoted, "answered": answers.answered,
}  # fmt: skip
_EXCHANGES: tuple[
    tuple[str, str, dict[str, tuple[str, ...]]], ...
] = (  # what an interaction is: the table, its day or instant, and which rows
    ("request", "received_on", {}),
    ("appointment", "starts", {"state": ("kept",)}),
    ("mail_entry", "at", {"kind": ("answered", "message", "complained", "unsubscribed")}),
)
Asked = tuple[Any, list[Clause]]  # an aggregate, and which rows it is of


def _count(_table: Rows, _today: date) -> Asked:
    return func.count(), []


def _sum_of_year(table: Rows, today: date) -> Asked:
    year = table.c.received_on.between(date(today.year, 1, 1), date(today.year, 12, 31))
    return func.sum(table.c.amount, type_=table.c.amount.type), [year]


def _last(table: Rows, _today: date) -> Asked:
    return func.max(table.c.received_on, type_=table.c.received_on.type), []


def _attended(table: Rows, _today: date) -> Asked:
    return func.count(), [table.c.state == "attended"]


def _last_mailing(table: Rows, _today: date) -> Asked:
    return func.max(table.c.on, type_=table.c.on.type), []


def _late(table: Rows, today: date) -> list[Clause]:
    return [table.c.amount_due > ZERO, table.c.due_on < today]


def _late_total(table: Rows, today: date) -> Asked:
    column = table.c.amount_due
    return func.sum(column, type_=column.type), _late(table, today)


def _late_since(table: Rows, today: date) -> Asked:
    return func.min(table.c.due_on, type_=table.c.due_on.type), _late(table, today)


def _column(name: str) -> Callable[[Rows, date], Asked]:
    return lambda table, _today: (table.c[name], [])


_MEASURES: dict[str, tuple[str, Callable[[Rows, date], Asked]]] = {
    "membership.count": ("membership", _count),
    "donation.count": ("donation", _count),
    "donation.total_year": ("donation", _sum_of_year),
    "donation.last_on": ("donation", _last),
    "invoice.late_total": ("invoice", _late_total),
    "invoice.late_since": ("invoice", _late_since),
    "event.count": ("event_registration", _attended),
    "campaign.count": ("outbox", _count),
    "campaign.last_on": ("received", _last_mailing),
    "request.count": ("request", _count),
    "sale.count": ("sale_stat", _column("count")),
    "sale.total": ("sale_stat", _column("total")),
}


_COUNTS = (_count, _attended)


def _any_row(one: Condition) -> bool:
    """Whether a condition on a count only says that there is a row, or none."""
    return (one.operator, one.value) in (
        (Operator.AT_LEAST, 1), (Operator.AT_MOST, 0), (Operator.IS, 0),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Keys:
    """The ids of contacts that have some rows in a table."""

    table: Rows
    asked: list[Clause]
    having: Clause | None = None  # of all their rows together

    def select(self) -> Select[Any]:
        """Each id once."""
        ids = select(self.table.c.contact_id).where(*self.asked)
        if self.having is not None:
            return ids.group_by(self.table.c.contact_id).having(self.having)
        alone = [column.name for column in self.table.primary_key] == ["contact_id"]
        return ids if alone else ids.distinct()


@dataclass(frozen=True, slots=True)
class _Measured:
    keys: Keys  # who has it; who has the contrary when zero is kept too
    zero: bool


@dataclass(frozen=True, slots=True)
class Compiler:
    """Compiles one segment for one day.

    Args:
        db: the base, for what must be counted before the question is asked.
        today: the day that relative dates count from.
        zone: the organisation's, for instants.
        classes: the class of each purpose.
        by_key: compare ids with sets of keys (IN) rather than look for rows (EXISTS).
        id: the column that holds the contact's id.
        others: the segments that this one names.
    """

    db: Connection
    today: date
    zone: tzinfo
    classes: dict[str, str]
    by_key: bool
    id: ColumnElement[int] = contact.c.id
    others: Mapping[str, Segment] = field(default_factory=dict)

    def step(self, step: Step) -> Clause:
        if step.group == "any":
            return or_(false(), *(self.conditions((one,)) for one in step.conditions))
        clause = self.conditions(step.conditions)
        return not_(clause) if step.group == "none" else clause

    def conditions(self, together: tuple[Condition, ...]) -> Clause:
        """Compile what is asked of one contact, or of one row of theirs."""
        first = together[0]
        if first.operator is Operator.IS_NOT:
            return not_(self.conditions((replace(first, operator=Operator.IS),)))
        if first.operator is Operator.EXISTS and not first.value:
            return not_(self.conditions((replace(first, value=True),)))
        if first.channel:
            return self._consent(first)
        if first.fact.name == OTHER_SEGMENT:
            return self._segment(first)
        if first.fact.name.startswith(EXTRA):
            return self._extra(first)
        if _is_measure(first):
            return self._measure(first)
        if first.fact.name in _ROWS:
            return self._row(together)
        if first.fact.name == INTERACTION:
            return self._interaction(first)
        return contact_facts.clause(first, today=self.today, zone=self.zone)

    def _segment(self, one: Condition) -> Clause:
        """Whether somebody is in other segments: what these ask is asked here."""
        names = one.value if one.operator is Operator.IN else (one.value,)
        made = (and_(*(self.step(step) for step in steps(self.others[name]))) for name in names)
        return or_(false(), *made)

    def _extra(self, one: Condition) -> Clause:
        named = contact_fact.c.name == one.fact.name.removeprefix(EXTRA)
        return self.holds(contact_fact, named, self._compared(contact_fact.c.value, one))

    def holds(self, table: Rows, *asked: Clause) -> Clause:
        """Whether a contact has such a row."""
        if self.by_key:
            return self.id.in_(select(table.c.contact_id).where(*asked))
        return exists().where(table.c.contact_id == self.id, *asked)

    def keys(self, step: Step) -> Keys | None:
        """Return the ids that a step keeps as rows of a table, when it can be said so."""
        first = step.conditions[0]
        plain = step.group == "all" and first.operator in POSITIVE and not first.channel
        if not plain or not (first.fact.name in _ROWS or _is_measure(first)):
            return None
        if first.fact.name in _ROWS:
            table = _table(_ROWS[first.fact.name][0])
            return Keys(table, self._asked(table, step.conditions))
        measured = self._measured(first)
        return None if measured.zero else measured.keys

    def _row(self, together: tuple[Condition, ...]) -> Clause:
        table = _table(_ROWS[together[0].fact.name][0])
        return self.holds(table, *self._asked(table, together))

    def _interaction(self, one: Condition) -> Clause:
        """Whether there was an exchange on such a day, of any sort."""
        made = []
        for name, column, only in _EXCHANGES:
            table = _table(name)
            rows = [table.c[key].in_(values) for key, values in only.items()]
            asked = self._compared(table.c[column], one)
            made.append(self.holds(table, *rows, asked, *_standing(table)))
        return or_(*made)

    def _asked(self, table: Rows, together: tuple[Condition, ...]) -> list[Clause]:
        asked = [self._compared(table.c[_ROWS[one.fact.name][1]], one) for one in together]
        if table.name == "contact_role":
            asked.append(or_(table.c.until.is_(None), table.c.until >= self.today))
        states = [one for one in together if one.fact.name == "event.state"]
        if table.name == "event_registration" and not states:
            asked.append(table.c.state != "cancelled")
        return asked + _standing(table)

    def _compared(self, column: ColumnElement[Any], one: Condition) -> Clause:
        there = column.is_not(None)
        if isinstance(column.type, Instant):
            return and_(there, on_days(column, one, today=self.today, zone=self.zone))
        match one.operator:
            case Operator.EXISTS:
                return there
            case Operator.CONTAINS:
                return and_(there, contains(column, str(one.value)))
            case Operator.WITHIN_DAYS:
                return and_(there, column >= self.today - timedelta(days=one.value))
        value = one.value
        if one.fact.name == "contact.tag":
            value = tuple(map(str.lower, value)) if isinstance(value, tuple) else value.lower()
        return and_(there, compare(column, one.operator, value))

    def _measure(self, one: Condition) -> Clause:
        found = self._measured(one)
        clause = self.id.in_(found.keys.select())
        return not_(clause) if found.zero else clause

    def _measured(self, one: Condition) -> "_Measured":
        """Compare a count, a sum, a note or a last date; all but dates are zero without any row."""
        zero = self._zero(one)
        if one.fact.name.startswith(RFM):
            asked = rfm.kept(self.db, one.fact.name.removeprefix(RFM), partial(holds_for, one))
            return _Measured(Keys(sale_stat, [not_(asked) if zero else asked]), zero)
        name, measure = _MEASURES[one.fact.name]
        table = _table(name)
        value, of_rows = measure(table, self.today)
        of_rows += _standing(table)
        dated = one.fact.kind is Kind.DATE
        asked = self._compared(value, one) if dated else compare(value, one.operator, one.value)
        asked = not_(asked) if zero else asked
        if measure in _COUNTS and _any_row(one):  # no need to count them
            return _Measured(Keys(table, of_rows), zero)
        if table is sale_stat:  # one row a contact already
            return _Measured(Keys(table, [*of_rows, asked]), zero)
        return _Measured(Keys(table, of_rows, having=asked), zero)

    def _zero(self, one: Condition) -> bool:
        """Whether somebody without any row is kept."""
        return one.fact.kind is not Kind.DATE and holds_for(one, 0)

    def _consent(self, one: Condition) -> Clause:
        kind = self.classes.get(one.purpose, "")
        about = ConsentClauses(one.purpose, kind, one.channel, self.holds)
        if one.operator is Operator.EXISTS:
            return not_(about.stands("none"))
        wanted = one.value if one.operator is Operator.IN else (one.value,)
        return or_(false(), *map(about.stands, wanted))


def _standing(table: Rows) -> list[Clause]:
    """A gift whose payment was undone is none, a message that did not leave neither.

    A row of nobody is left out: one NULL in a set of keys would make its contrary empty.
    """
    asked: list[Clause] = []
    if "cancelled_on" in table.c:
        asked.append(table.c.cancelled_on.is_(None))
    if table.name == "outbox":
        asked.append(table.c.state == "sent")
    if getattr(table.c.contact_id, "nullable", False):
        asked.append(table.c.contact_id.is_not(None))
    return asked


def _is_measure(one: Condition) -> bool:
    return one.fact.name in _MEASURES or one.fact.name.startswith(RFM)


def _table(name: str) -> Rows:
    """Return a table of the base, or one made of several."""
    made = _DERIVED.get(name)
    return made() if made else all_tables().tables[name]
