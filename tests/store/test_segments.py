"""A segment's SQL answers as plain Python does, on both engines."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from itertools import count
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Table, insert, select, update

from comptoir.consent import CHANNELS, ConsentEvent, EventKind
from comptoir.contacts.facts import FACTS, OPERATORS, Kind, Operator, extra_fact
from comptoir.contacts.model import ContactKind, Draft, Role
from comptoir.contacts.segment import Segment
from comptoir.contacts.segment_file import read_segment
from comptoir.context import Context
from comptoir.store import Transaction, begin, consents, contact_writes, reading, segments
from comptoir.store.metadata import all_tables
from comptoir.store.tables.contacts import contact, contact_role

from make_contacts import PURPOSES, TODAY, draft
from naive_segments import Judge, Person

BY_ID = {purpose.id: purpose for purpose in PURPOSES}
SETTINGS = segments.Settings(
    today=TODAY, classes={id_: purpose.kind.value for id_, purpose in BY_ID.items()}
)
CITIES = ("Redon", "Saint-Nicolas-de-Redon", "Rieux", "")
POSTCODES = ("35600", "44460", "20137", "")
SEASONS = ("2024-2025", "2025-2026", "2026-2027")
TAGS = ("vélo", "couture")
SOURCES = ("Salon de la récup’", "bulletin", "")
SKUS = ("KIT-VELO", "GUIDE")
EVENTS = ("ag-2026", "fete-du-quai")
REGISTRATIONS = ("registered", "waiting", "cancelled", "attended", "missed")
MAILINGS = {"lettre": date(2026, 3, 2), "soldes": date(2025, 7, 1)}
NUMBER_OF_PEOPLE = 60


def some(random: Random, things: Any, most: int = 2) -> tuple[Any, ...]:
    return tuple(random.sample(list(things), random.randint(0, most)))


def day(random: Random) -> date:
    return TODAY - timedelta(days=random.randint(0, 1200))


def maybe(random: Random, value: Any) -> Any:
    return value if random.random() < 0.6 else None


def person(random: Random) -> Person:
    born = date(random.randint(1950, 2015), random.randint(1, 12), random.randint(1, 28))
    one = draft(
        kind=random.choice(list(ContactKind)),
        email=random.choice(("jo@example.org", "")),
        phone=random.choice(("+33261910035", "")),
        street=random.choice(("3 rue du Canal", "")),
        postcode=random.choice(POSTCODES),
        city=random.choice(CITIES),
        country=random.choice(("FR", "FR", "BE")),
        birth_date=maybe(random, random.choice((born, date(2008, 11, 24), date(2008, 11, 25)))),
        language=random.choice(("fr", "br")),
        source=random.choice(SOURCES),
    )
    bought = random.random() < 0.5
    return Person(
        draft=one,
        created_on=day(random),
        roles=tuple(
            (role.value, maybe(random, day(random)), maybe(random, day(random)))
            for role in some(random, Role)
        ),
        tags=some(random, TAGS),
        memberships=tuple(
            (
                season,
                random.choice(("full", "reduced")),
                maybe(random, day(random)),
                maybe(random, day(random)),
            )
            for season in some(random, SEASONS, 3)
        ),
        gifts=tuple(
            (Decimal(random.choice((10, 50))), day(random)) for _ in range(random.randint(0, 3))
        ),
        sales=(random.randint(1, 3), Decimal(random.choice((24, 39))), day(random))
        if bought
        else None,
        items=some(random, SKUS) if bought else (),
        late=tuple(
            (Decimal(random.choice((0, 12, 40))), TODAY - timedelta(days=random.randint(-30, 90)))
            for _ in range(random.randint(0, 2))
        ),
        facts=tuple((name, random.choice(("S", "M"))) for name in some(random, ("taille", "quai"))),
        events=tuple(event(random) for _ in range(random.randint(0, 4))),
        registrations=tuple(
            (slug, random.choice(REGISTRATIONS), day(random)) for slug in some(random, EVENTS)
        ),
        mailings=tuple(
            (name, random.choice(("sent", "sent", "queued")), MAILINGS[name])
            for name in some(random, MAILINGS)
        ),
        answered=some(random, ("lettre",), 1),
        promoted=some(random, ("soldes",), 1),
        requests=tuple(
            (
                random.choice(("information", "complaint")),
                random.choice(("reparation", "tarif")),
                day(random),
            )
            for _ in range(random.randint(0, 2))
        ),
        appointments=tuple(
            (
                random.choice(("booked", "kept", "missed", "cancelled")),
                TODAY - timedelta(days=random.randint(-40, 400)),
            )
            for _ in range(random.randint(0, 2))
        ),
        messages=tuple(day(random) for _ in range(random.randint(0, 1))),
    )


def event(random: Random) -> ConsentEvent:
    scope = random.choice(("lettre-infos", "offres", "class:associative", "class:*"))
    kinds = [EventKind.OBJECTED] if scope.startswith("class:") else list(EventKind)[1:]
    return ConsentEvent(
        kind=random.choice(kinds),
        scope=scope,
        channel=random.choice((*CHANNELS, "*")),
        on=date(2026, 1, random.randint(1, 5)),
    )


def fill(ctx: Context, people: list[Person]) -> dict[int, Person]:
    """Write people in a base; return them by id."""
    with begin(ctx, act="test.fill") as tx:
        return {_write(tx, one): one for one in people}


def _write(tx: Transaction, one: Person) -> int:
    id_ = contact_writes.add(tx, one.draft).id
    made = f"{one.created_on.isoformat()}T12:00:00.000000+00:00"
    tx.db.exec_driver_sql(f"UPDATE contact SET created_at = '{made}' WHERE id = {id_}")
    for role, since, until in one.roles:
        row = {"contact_id": id_, "role": role, "since": since, "until": until}
        tx.db.execute(insert(contact_role).values(**row))
    contact_writes.add_tags(tx.db, [(id_, tag) for tag in one.tags])
    for season, level, paid_on, ends in one.memberships:
        _add(tx, "membership", id_, season=season, level=level, amount=Decimal(22),
             recorded_on=TODAY, paid_on=paid_on, ends=ends)  # fmt: skip
    for amount, received_on in one.gifts:
        _add(tx, "donation", id_, amount=amount, received_on=received_on)
    if one.sales:
        count, total, last_on = one.sales
        _add(tx, "sale_stat", id_, count=count, total=total, last_on=last_on)
    contact_writes.set_facts(tx.db, [(id_, *fact) for fact in one.facts])
    for amount_due, due_on in one.late:
        _owes(tx, id_, amount_due, due_on)
    for sku in one.items:
        _add(tx, "sale_item", id_, sku=sku)
    _meets(tx, id_, one)
    consents.record(
        tx, [consents.NewEvent(contact_id=id_, event=said, method="papier") for said in one.events]
    )
    return id_


def _meets(tx: Transaction, id_: int, one: Person) -> None:
    """Events, mailings, requests, appointments, messages."""
    for event, state, on in one.registrations:
        _add(tx, "event_registration", id_, reference=_next(), event=event, seats=1, state=state,
             source="desk", made_at=_at(on))  # fmt: skip
    for campaign, state, on in one.mailings:
        run = _run(tx, campaign, on)
        _add(tx, "outbox", id_, run_id=run, campaign=campaign, channel="email", reference=_next(),
             position=id_, state=state, reason="", basis="", updated_at=tx.now)  # fmt: skip
    for campaign in one.answered:
        _add(tx, "request", id_, **_request(tx, number := _next(), "web", "x", TODAY))
        tx.db.execute(update(_table("request")).where(_table("request").c.number == number)
                      .values(contact_id=None))  # fmt: skip
        outbox = _add(tx, "outbox", id_, run_id=_run(tx, campaign, TODAY), campaign=campaign,
                      channel="letter", reference=_next(), position=id_, state="queued", reason="",
                      basis="", updated_at=tx.now)  # fmt: skip
        _reply(tx, campaign, number, outbox)
    for campaign in one.promoted:
        _owes(tx, id_, Decimal(0), TODAY, number := _next())
        _reply(tx, campaign, number, None)
    for kind, motive, on in one.requests:
        _add(tx, "request", id_, **_request(tx, _next(), kind, motive, on))
    for state, on in one.appointments:
        _add(tx, "appointment", id_, reference=_next(), agent="soizic", starts=_at(on),
             ends=_at(on), state=state, uid=_next(), made_at=tx.now)  # fmt: skip
    for on in one.messages:
        _add(tx, "mail_entry", id_, key=_next(), rank=1, kind="answered", at=_at(on),
             taken_at=tx.now)  # fmt: skip


NUMBERS = count(1)


def _next() -> str:
    return f"N-{next(NUMBERS)}"


def _at(day: date) -> datetime:
    """Just after midnight in Paris: still the day before in UTC."""
    return datetime.combine(day, time(0, 30), ZoneInfo("Europe/Paris"))


def _request(tx: Transaction, number: str, kind: str, motive: str, on: date) -> dict[str, Any]:
    return {"number": number, "kind": kind, "motive": motive, "received_on": on, "form": "x",
            "channel": "web", "at": tx.now, "agent": "x", "owner": "x", "state": "x"}  # fmt: skip


def _run(tx: Transaction, campaign: str, on: date) -> int:
    values = {"campaign": campaign, "channel": "email", "purpose": "offres", "purpose_class": "x",
              "segment": "x", "segment_size": 1, "segment_hash": "", "source": "{}",
              "source_hash": "", "everyone": False, "on": on, "queued_at": tx.now,
              "login": "x"}  # fmt: skip
    made = insert(_table("campaign_run")).values(values).returning(_table("campaign_run").c.id)
    return int(tx.db.execute(made).scalar_one())


def _reply(tx: Transaction, campaign: str, number: str, outbox: int | None) -> None:
    values = {"campaign": campaign, "outbox_id": outbox, "kind": "invoice", "number": number,
              "on": TODAY, "login": "x"}  # fmt: skip
    tx.db.execute(insert(_table("campaign_reply")).values(values))


def _table(name: str) -> Table:
    return all_tables().tables[name]


def _owes(
    tx: Transaction, contact_id: int, amount_due: Decimal, due_on: date, number: str = ""
) -> None:
    """An invoice of which only what segments ask is true."""
    table = all_tables().tables["invoice"]
    defaults: dict[str, Any] = {"Integer": 1, "Text": "x", "Day": TODAY, "Instant": tx.now}
    values = {
        column.name: defaults.get(type(column.type).__name__, Decimal(1))
        for column in table.columns
        if not column.nullable and not column.server_default and not column.primary_key
    }
    values |= {"number": number or _next(), "contact_id": contact_id, "amount_due": amount_due}
    tx.db.execute(insert(table).values(**values | {"due_on": due_on}))


def _add(tx: Transaction, table: str, contact_id: int, **values: Any) -> int:
    made = insert(_table(table)).values(contact_id=contact_id, **values)
    row = tx.db.execute(made.returning(*_table(table).primary_key))
    return int(row.first()[0])  # type: ignore[index]  # a count has a row


# Segments that somebody could write

OTHERS = {
    "redon": {"title": "Redon", "all": [{"fact": "contact.city", "is": "Redon"}]},
    "autres": {
        "title": "Autres",
        "none": [{"fact": "contact.segment", "is": "redon"}, {"fact": "rfm.fifth", "is": 5}],
    },
}
AGO = st.sampled_from(
    [
        "12 months ago",
        "il y a 2 ans",
        "3 weeks ago",
        "il y a 40 jours",
        "0 days ago",
        "today",
        "dans 3 semaines",
        "in 2 months",
        "hier",
        "début de l’année",
        "début du mois dernier",
        "start of last year",
        "début de la semaine",
    ]
)
DAYS = st.integers(0, 1200).map(lambda n: TODAY - timedelta(days=n))
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "contact.city": st.sampled_from(["REDON", "St Nicolas de Redon", "Nantes"]),
    "contact.postcode": st.sampled_from(["35600", "44460"]),
    "contact.department": st.sampled_from(["35", "44", "2a"]),
    "contact.source": st.sampled_from(["bulletin", "salon de la RECUP'"]),
    "contact.tag": st.sampled_from(["vélo", "Couture", "autre"]),
    "contact.language": st.sampled_from(["fr", "br"]),
    "contact.age": st.integers(0, 80) | st.sampled_from([17, 18]),
    "membership.season": st.sampled_from(SEASONS),
    "membership.plan": st.sampled_from(["full", "reduced", "famille"]),
    "sale.item": st.sampled_from([*SKUS, "AUTRE"]),
    "fact.taille": st.sampled_from(["S", "M", "L"]),
    "rfm.score": st.integers(0, 15),
    "contact.segment": st.sampled_from(list(OTHERS)),
    "event.slug": st.sampled_from([*EVENTS, "autre"]),
    "campaign.received": st.sampled_from([*MAILINGS, "autre"]),
    "campaign.answered": st.sampled_from([*MAILINGS, "autre"]),
    "sale.promotion": st.sampled_from([*MAILINGS, "autre"]),
    "request.motive": st.sampled_from(["reparation", "tarif", "autre"]),
}
BY_KIND: dict[Kind, Callable[[Any], st.SearchStrategy[Any]]] = {
    Kind.TEXT: lambda fact: VALUES[fact.name],
    Kind.CHOICE: lambda fact: st.sampled_from(list(fact.choices)),
    Kind.DATE: lambda fact: DAYS | AGO,
    Kind.NAMED: lambda fact: VALUES[fact.name],
    Kind.NUMBER: lambda fact: VALUES.get(fact.name, st.integers(0, 3)),
    Kind.MONEY: lambda fact: st.sampled_from([0, 10, 24, 39, 50, 60, "24.00"]),
    Kind.PRESENCE: lambda fact: st.booleans(),
}
PARTS = {"contact.city": "redon", "contact.source": "salon", "contact.postcode": "00",
         "contact.department": "3", "contact.tag": "v", "contact.language": "r",
         "membership.season": "2026", "membership.plan": "ul",
         "sale.item": "KIT", "event.slug": "ag",
         "fact.taille": "M",
         "campaign.received": "l", "campaign.answered": "l", "sale.promotion": "s",
         "request.motive": "r"}  # fmt: skip


@st.composite
def conditions(draw: st.DrawFn) -> dict[str, Any]:
    fact = draw(st.sampled_from([*FACTS.values(), *EXTRAS]))
    operator = draw(st.sampled_from(OPERATORS[fact.kind]))
    value = BY_KIND[fact.kind](fact)
    if operator is Operator.IN:
        value = st.lists(value, min_size=1, max_size=3)
    elif operator is Operator.EXISTS:
        value = st.booleans()
    elif operator is Operator.WITHIN_DAYS:
        value = st.integers(0, 1200)
    elif operator is Operator.CONTAINS:
        value = st.just(PARTS[fact.name])
    name = fact.name
    if name.startswith("consent."):
        name = draw(st.sampled_from([name, name.replace("consent.", "consent.lettre-infos.")]))
    return {"fact": name, operator.value: draw(value)}


EXTRAS = [fact for fact in (extra_fact("fact.taille"),) if fact]
GROUP = st.lists(conditions(), max_size=3)


@st.composite
def written(draw: st.DrawFn) -> dict[str, Any]:
    groups = {name: draw(GROUP) for name in ("all", "any", "none")}
    if not any(groups.values()):
        groups["all"] = [draw(conditions())]
    return {"title": "Essai", "purpose": draw(st.sampled_from(["offres", "dons"])), **groups}


def read(data: dict[str, Any]) -> Segment:
    made = read_segment("essai", data, shown="essai.toml", lines={}, purposes=BY_ID)
    return replace(made, others=others())


@cache
def others() -> dict[str, Segment]:
    """The segments that others may name, each with those that it names."""
    found: dict[str, Segment] = {}
    for name, data in OTHERS.items():
        made = read_segment(name, data, shown=name, lines={}, purposes=BY_ID)
        found[name] = replace(made, others=dict(found))
    return found


@settings(
    max_examples=70, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(st.lists(written(), min_size=3, max_size=3))
def test_the_sql_of_a_segment_says_what_python_says(filled, files):
    ctx, people = filled.ctx, filled.people
    judge = Judge(TODAY, BY_ID)
    judge.others = others()
    judge.meets(list(people.values()))
    with reading(ctx) as db:
        for segment in map(read, files):
            expected = [id_ for id_, one in people.items() if judge.holds(segment, one)]
            assert segments.members(db, segment, SETTINGS) == expected
            for by_key in (True, False):
                assert _forced(db, segment, by_key) == expected


def _forced(db: Any, segment: Segment, by_key: bool) -> list[int]:
    """The same segment in the form that was not chosen."""
    made = replace(segments.compiler(db, segment, SETTINGS), by_key=by_key)
    dated = segments.on_day(segment, TODAY)
    clauses = [made.step(step) for step in segments.steps(dated)]
    return list(db.execute(select(contact.c.id).where(*clauses).order_by(contact.c.id)).scalars())


class Filled:
    """A base and who is in it; no dataclass, which hypothesis would print whole."""

    def __init__(self, ctx: Context, people: dict[int, Person]) -> None:
        self.ctx, self.people = ctx, people


@pytest.fixture
def filled(any_ctx: Context) -> Filled:
    random = Random(7)
    return Filled(any_ctx, fill(any_ctx, [person(random) for _ in range(NUMBER_OF_PEOPLE)]))


def segment(*asked: dict[str, Any], **groups: Any) -> Segment:
    data = {"title": "Essai", "purpose": "offres", "all": list(asked), **groups}
    return read(data)


def test_each_step_says_what_it_keeps_and_drops(filled):
    ctx, people = filled.ctx, filled.people
    chosen = segment(
        {"fact": "contact.city", "is": "Redon"}, none=[{"fact": "contact.email", "exists": False}]
    )
    with reading(ctx) as db:
        base, counts = segments.explain(db, chosen, SETTINGS)
        assert base == len(people)
        assert counts[0].kept + counts[0].dropped == base
        assert counts[1].kept + counts[1].dropped == counts[0].kept
        assert counts[-1].kept == segments.count(db, chosen, SETTINGS)


def test_erased_contacts_are_in_no_segment(any_ctx):
    fill(any_ctx, [Person(draft=Draft(last_name="Roux"), created_on=TODAY)])
    everybody = segment({"fact": "contact.kind", "is": "person"})
    with begin(any_ctx, act="privacy.erase") as tx:
        tx.db.execute(update(contact).values(erased_at=tx.now))
        assert segments.members(tx.db, everybody, SETTINGS) == []


def test_a_value_that_looks_like_sql_is_a_value(filled):
    ctx, people = filled.ctx, filled.people
    hostile = segment({"fact": "contact.city", "is_not": "x'); DROP TABLE contact; --"})
    with reading(ctx) as db:
        assert segments.count(db, hostile, SETTINGS) == len(people)
