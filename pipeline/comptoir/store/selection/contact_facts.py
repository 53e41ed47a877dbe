"""Facts that are columns of the contact itself."""

from collections.abc import Callable
from datetime import date, tzinfo
from typing import Any

from sqlalchemy import ColumnElement, and_, false, not_, or_, true

from comptoir.contacts.facts import Operator
from comptoir.contacts.keys import city_key
from comptoir.contacts.segment import Condition
from comptoir.store.selection.comparison import Clause, contains, on_days
from comptoir.store.tables.contacts import contact
from comptoir.text import fold

OLDEST = 200  # years


def clause(one: Condition, *, today: date, zone: tzinfo) -> Clause:
    """Compile one condition on the contact."""
    name = one.fact.name
    if name in _TEXTS:
        return _text(one, *_TEXTS[name])
    if name == "contact.created_on":
        return on_days(contact.c.created_at, one, today=today, zone=zone)
    return _age(one, today) if name == "contact.age" else _OTHERS[name](one)


_TEXTS: dict[str, tuple[str, Callable[[str], str]]] = {
    "contact.city": ("city_key", city_key),
    "contact.postcode": ("postcode", str.strip),
    "contact.department": ("department", str.upper),
    "contact.source": ("source_key", fold),
    "contact.language": ("language", str.lower),
}


def _text(one: Condition, column: str, key: Callable[[str], str]) -> Clause:
    found: ColumnElement[Any] = contact.c[column]
    match one.operator:
        case Operator.EXISTS:
            return found != ""
        case Operator.CONTAINS:
            return contains(found, key(one.value))
        case Operator.IN:
            return found.in_([key(value) for value in one.value])
    return found == key(one.value)


def _kind(one: Condition) -> Clause:
    if one.operator is Operator.EXISTS:
        return true()
    return contact.c.kind.in_(one.value if one.operator is Operator.IN else (one.value,))


def _email(_one: Condition) -> Clause:
    return contact.c.email != ""


def _phone(_one: Condition) -> Clause:
    return or_(contact.c.phone != "", contact.c.mobile != "")


def _address(_one: Condition) -> Clause:
    """Enough for a letter: the same as `contacts.addresses.channels`."""
    return and_(
        or_(contact.c.street != "", contact.c.address_2 != ""),
        contact.c.city != "",
        or_(contact.c.postcode != "", contact.c.country != "FR"),
    )


_OTHERS: dict[str, Callable[[Condition], Clause]] = {
    "contact.kind": _kind,
    "contact.email": _email,
    "contact.phone": _phone,
    "contact.address": _address,
}


def born_before(today: date, age: int) -> date:
    """Return the last day on which somebody of this age today can be born.

    >>> born_before(date(2028, 2, 29), 1), born_before(date(2026, 11, 24), 18)
    (datetime.date(2027, 2, 28), datetime.date(2008, 11, 24))
    """
    try:
        return today.replace(year=today.year - age)
    except ValueError:  # 29 February
        return today.replace(year=today.year - age, day=28)


def _age(one: Condition, today: date) -> Clause:
    born = contact.c.birth_date

    def at_least(age: int) -> Clause:
        return true() if age <= 0 else born <= born_before(today, min(age, OLDEST))

    def exactly(age: int) -> Clause:
        return and_(at_least(age), not_(at_least(age + 1)))

    match one.operator:
        case Operator.AT_LEAST:
            asked = at_least(one.value)
        case Operator.AT_MOST:
            asked = not_(at_least(one.value + 1))
        case Operator.IN:
            asked = or_(false(), *map(exactly, one.value))
        case _:
            asked = exactly(one.value)
    return and_(born.is_not(None), asked)
