"""A segment evaluated in plain Python, one person at a time: the judge of the SQL.

Written apart from `store.selection`, and on purpose as simple as can be.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from comptoir.consent import ConsentEvent, EventKind, Purpose, standing, standings
from comptoir.contacts.facts import Operator
from comptoir.contacts.keys import city_key, department
from comptoir.contacts.model import Draft
from comptoir.contacts.relative import Ago, StartOf
from comptoir.contacts.segment import POSITIVE, Condition, Segment
from comptoir.dates import age_on
from comptoir.text import fold


@dataclass(frozen=True)
class Person:
    """Everything that a segment can ask of somebody."""

    draft: Draft
    created_on: date
    roles: tuple[tuple[str, date | None, date | None], ...] = ()  # role, since, until
    tags: tuple[str, ...] = ()
    # season, level, paid on, ends
    memberships: tuple[tuple[str, str, date | None, date | None], ...] = ()
    gifts: tuple[tuple[Decimal, date], ...] = ()
    sales: tuple[int, Decimal, date] | None = None
    items: tuple[str, ...] = ()
    late: tuple[tuple[Decimal, date], ...] = ()  # left to pay, due on
    facts: tuple[tuple[str, str], ...] = ()
    registrations: tuple[tuple[str, str, date], ...] = ()  # event, state, made on
    mailings: tuple[tuple[str, str, date], ...] = ()  # campaign, state, day
    answered: tuple[str, ...] = ()  # campaigns
    promoted: tuple[str, ...] = ()  # campaigns
    requests: tuple[tuple[str, str, date], ...] = ()  # kind, motive, received on
    appointments: tuple[tuple[str, date], ...] = ()  # state, day
    messages: tuple[date, ...] = ()  # written to us
    events: tuple[ConsentEvent, ...] = field(default=())


class Judge:
    """Says who is in a segment."""

    def __init__(self, today: date, purposes: dict[str, Purpose]) -> None:
        self.today = today
        self.purposes = purposes
        self.others: dict[str, Segment] = {}

        self.notes: dict[int, dict[str, int]] = {}  # by the place of the person in the base

    def meets(self, people: list[Person]) -> None:
        """Note customers by fifths, each on its own list."""
        bought = [(place, one.sales) for place, one in enumerate(people) if one.sales]
        notes: dict[int, dict[str, int]] = {place: {} for place, _ in bought}
        for name, column in (("frequency", 0), ("amount", 1), ("recency", 2)):
            for place, note in _fifths([(sales[column], place) for place, sales in bought]):
                notes[place][name] = note
        for mine in notes.values():
            mine["score"] = sum(mine.values())
        for place, note in _fifths([(mine["score"], place) for place, mine in notes.items()]):
            notes[place]["fifth"] = note
        self.notes = {id(people[place]): mine for place, mine in notes.items()}

    def holds(self, segment: Segment, one: Person) -> bool:
        return (
            all(self.group(group, one) for group in _groups(segment.all))
            and (not segment.any or any(self.group([c], one) for c in segment.any))
            and not any(self.group([c], one) for c in segment.none)
        )

    def group(self, together: list[Condition], one: Person) -> bool:
        first = together[0]
        if first.fact.name == "contact.segment":
            names = first.value if isinstance(first.value, tuple) else (first.value,)
            inside = any(self.holds(self.others[name], one) for name in names)
            return inside is not (first.operator is Operator.IS_NOT)
        if first.operator is Operator.IS_NOT:
            return not self.compares(self.values(first, one), Operator.IS, first)
        if first.operator is Operator.EXISTS:
            return bool(self.values(first, one)) is first.value
        if first.fact.row:
            rows = self.rows(first.fact.name.partition(".")[0], one)
            if first.fact.name.startswith("event.") and _says_no_state(together):
                rows = [row for row in rows if row["event.state"] != "cancelled"]
            return any(
                all(self.compares([row[c.fact.name]], c.operator, c) for c in together)
                for row in rows
            )
        return self.compares(self.values(first, one), first.operator, first)

    def rows(self, table: str, one: Person) -> list[dict[str, Any]]:
        if table == "membership":
            names = ("membership.season", "membership.level", "membership.paid_on",
                     "membership.ends", "membership.plan")  # fmt: skip
            return [dict(zip(names, (*row, row[1]), strict=True)) for row in one.memberships]
        if table == "event":
            names = ("event.slug", "event.state", "event.registered_on")
            return [dict(zip(names, row, strict=True)) for row in one.registrations]
        if table == "request":
            names = ("request.kind", "request.motive", "request.received_on")
            return [dict(zip(names, row, strict=True)) for row in one.requests]
        if table == "appointment":
            names = ("appointment.state", "appointment.on")
            return [dict(zip(names, row, strict=True)) for row in one.appointments]
        return [
            {"role.name": role, "role.since": since}
            for role, since, until in one.roles
            if until is None or until >= self.today
        ]

    def values(self, condition: Condition, one: Person) -> list[Any]:
        """Return what is known of a fact; nothing when nothing is known."""
        draft, name = one.draft, condition.fact.name
        if condition.channel:
            found = self.consent(condition, one)
            unknown = condition.operator is Operator.EXISTS and found == "none"
            return [] if unknown else [found]
        if condition.fact.row:
            rows = self.rows(name.partition(".")[0], one)
            if name.startswith("event.") and name != "event.state":
                rows = [row for row in rows if row["event.state"] != "cancelled"]
            return [row[name] for row in rows if row[name] is not None]
        if name.startswith("fact."):
            return [value for key, value in one.facts if f"fact.{key}" == name]
        if name.startswith("rfm."):
            return [self.notes.get(id(one), {}).get(name.removeprefix("rfm."), 0)]
        late = [(amount, due) for amount, due in one.late if amount > 0 and due < self.today]
        sent = [mailing for mailing in one.mailings if mailing[1] == "sent"]
        year = [amount for amount, day in one.gifts if day.year == self.today.year]
        known: dict[str, list[Any]] = {
            "contact.kind": [draft.kind.value],
            "contact.city": [city_key(draft.city)],
            "contact.postcode": [draft.postcode],
            "contact.department": [department(draft.postcode, draft.country, draft.city)],
            "contact.source": [fold(draft.source)],
            "contact.created_on": [one.created_on],
            "contact.age": [age_on(draft.birth_date, self.today)] if draft.birth_date else [],
            "contact.tag": list(one.tags),
            "contact.language": [draft.language],
            "contact.email": [draft.email],
            "contact.phone": [draft.phone or draft.mobile],
            "contact.address": [
                (draft.street or draft.address_2)
                and draft.city
                and (draft.postcode or draft.country != "FR")
            ],
            "membership.count": [len(one.memberships)],
            "donation.count": [len(one.gifts)],
            "donation.total_year": [sum(year, Decimal(0))],
            "donation.last_on": [max(day for _, day in one.gifts)] if one.gifts else [],
            "sale.count": [one.sales[0] if one.sales else 0],
            "sale.total": [one.sales[1] if one.sales else Decimal(0)],
            "sale.last_on": [one.sales[2]] if one.sales else [],
            "sale.item": list(one.items),
            "invoice.late_total": [sum((amount for amount, _ in late), Decimal(0))],
            "invoice.late_since": [min(due for _, due in late)] if late else [],
            "sale.promotion": list(one.promoted),
            "event.count": [sum(state == "attended" for _, state, _ in one.registrations)],
            "campaign.received": [name for name, _, _ in sent],
            "campaign.answered": list({*one.answered, *one.promoted}),
            "campaign.count": [len(sent)],
            "campaign.last_on": [max(day for _, _, day in sent)] if sent else [],
            "request.count": [len(one.requests)],
            "interaction.on": [
                *(day for _, _, day in one.requests),
                *(day for state, day in one.appointments if state == "kept"),
                *one.messages,
            ],
        }
        return [v for v in known[name] if v is not None and v is not False and v != ""]

    def consent(self, condition: Condition, one: Person) -> str:
        purpose = self.purposes[condition.purpose]
        found = standing(standings(one.events), purpose, condition.channel)
        return found.kind.value if found else "none"

    def compares(self, values: list[Any], operator: Operator, condition: Condition) -> bool:
        wanted = _wanted(condition)
        if isinstance(wanted, Ago):
            wanted = _days_before(wanted, self.today)
        elif isinstance(wanted, StartOf):
            wanted = _start(wanted, self.today)
        tests = {
            Operator.IS: lambda v: v == wanted,
            Operator.IN: lambda v: v in wanted,
            Operator.AT_LEAST: lambda v: v >= wanted,
            Operator.AT_MOST: lambda v: v <= wanted,
            Operator.BEFORE: lambda v: v < wanted,
            Operator.AFTER: lambda v: v > wanted,
            Operator.CONTAINS: lambda v: wanted in v,
            Operator.WITHIN_DAYS: lambda v: v >= self.today - timedelta(days=wanted),
        }
        return any(tests[operator](value) for value in values if value is not None)


def _wanted(condition: Condition) -> Any:
    """Fold what is compared folded."""
    ways = {"contact.city": city_key, "contact.source": fold, "contact.tag": str.lower,
            "contact.department": str.upper, "contact.language": str.lower}  # fmt: skip
    way = ways.get(condition.fact.name)
    if way is None:
        return condition.value
    value = condition.value
    return tuple(map(way, value)) if isinstance(value, tuple) else way(value)


def _says_no_state(together: list[Condition]) -> bool:
    return all(one.fact.name != "event.state" for one in together)


def _start(said: StartOf, today: date) -> date:
    """Walk back a day at a time to the first of this period, or of the one before."""
    same = {
        "week": lambda day: day.isocalendar()[:2],
        "month": lambda day: (day.year, day.month),
        "year": lambda day: day.year,
    }[said.unit]
    day = today
    for _ in range(1 + said.last):
        while same(day - timedelta(days=1)) == same(day):
            day -= timedelta(days=1)
        day -= timedelta(days=1)
    return day + timedelta(days=1)


def _days_before(said: Ago, today: date) -> date:
    """Walk back one month at a time; a day that a month lacks is its last."""
    if said.unit in ("day", "week"):
        return today - timedelta(days=said.count * {"day": 1, "week": 7}[said.unit])
    if said.count < 0:
        return _days_after(said, today)
    year, month = today.year, today.month
    for _ in range(said.count * {"month": 1, "year": 12}[said.unit]):
        year, month = (year - 1, 12) if month == 1 else (year, month - 1)
    return _last_day(year, month, today.day)


def _days_after(said: Ago, today: date) -> date:
    year, month = today.year, today.month
    for _ in range(-said.count * {"month": 1, "year": 12}[said.unit]):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return _last_day(year, month, today.day)


def _last_day(year: int, month: int, wanted: int) -> date:
    for day in range(wanted, 27, -1):
        try:
            return date(year, month, day)
        except ValueError:
            continue
    return date(year, month, wanted)


def _fifths(values: list[tuple[Any, int]]) -> list[tuple[int, int]]:
    """Cut a list in five, the first parts taking one more when it does not divide."""
    ordered = [place for _, place in sorted(values)]
    size, more = divmod(len(ordered), 5)
    notes = [part + 1 for part in range(5) for _ in range(size + (part < more))]
    return list(zip(ordered, notes, strict=True))


def _groups(conditions: tuple[Condition, ...]) -> list[list[Condition]]:
    """Conditions on one row, cut where a fact comes back."""
    groups: list[list[Condition]] = []
    for condition in conditions:
        table = condition.fact.name.partition(".")[0]
        joins = condition.fact.row and condition.operator in POSITIVE
        same = [
            g for g in groups
            if joins and g[0].fact.row and g[0].operator in POSITIVE
            and g[0].fact.name.startswith(f"{table}.")
        ]  # fmt: skip
        if same and condition.fact not in [c.fact for c in same[-1]]:
            same[-1].append(condition)
        else:
            groups.append([condition])
    return groups


__all__ = ["EventKind", "Judge", "Person"]
