"""Compare a column with a value; what is unknown is false, so that a negation is a contrary."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any

from sqlalchemy import ColumnElement, and_, func, not_, true

from comptoir.contacts.facts import Operator
from comptoir.contacts.segment import Condition

Clause = ColumnElement[bool]


def compare(column: Any, operator: Operator, value: Any) -> Clause:
    found: Clause
    match operator:
        case Operator.IS:
            found = column == value
        case Operator.IN:
            found = column.in_(value)
        case Operator.AT_LEAST:
            found = column >= value
        case Operator.AT_MOST:
            found = column <= value
        case Operator.BEFORE:
            found = column < value
        case Operator.AFTER:
            found = column > value
        case _:
            raise AssertionError(operator)
    return found


def contains(column: ColumnElement[Any], text: str) -> Clause:
    """Whether a text holds another: written so that both engines agree on case."""
    found: Clause = func.replace(column, text, "") != column
    return found


def on_days(column: Any, one: Condition, *, today: date, zone: tzinfo) -> Clause:
    """Compare an instant with days: dates are the organisation's, instants are in UTC."""

    def since(day: date) -> Clause:
        midnight = datetime.combine(day, time(0), zone).astimezone(UTC)
        found: Clause = column >= midnight
        return found

    following = timedelta(days=1)
    match one.operator:
        case Operator.EXISTS:
            return true()
        case Operator.WITHIN_DAYS:
            return since(today - timedelta(days=one.value))
        case Operator.AT_LEAST:
            return since(one.value)
        case Operator.AFTER:
            return since(one.value + following)
        case Operator.BEFORE:
            return not_(since(one.value))
        case Operator.AT_MOST:
            return not_(since(one.value + following))
    return and_(since(one.value), not_(since(one.value + following)))


def holds_for(one: Condition, number: int) -> bool:
    """Whether a condition on a number holds for this one."""
    match one.operator:
        case Operator.IS:
            return bool(number == one.value)
        case Operator.IN:
            return number in one.value
        case Operator.AT_LEAST:
            return bool(number >= one.value)
        case Operator.AT_MOST:
            return bool(number <= one.value)
    raise AssertionError(one.operator)
