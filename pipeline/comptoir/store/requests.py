"""The gateway of requests: each act writes the row and adds an event."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, Select, insert, or_, select, update

from comptoir.errors import InputError
from comptoir.requests.model import (
    Channel,
    Event,
    Kind,
    Outcome,
    Request,
    Responsibility,
    Stage,
    State,
)
from comptoir.store.contacts import chunks
from comptoir.store.doors import Transaction
from comptoir.store.sequences import next_number
from comptoir.store.tables.contacts import contact
from comptoir.store.tables.requests import SAID, request, request_event
from comptoir.store.tables.sales import invoice

SERIES = "DEM"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRequest:
    """What is known of a request when it is taken down."""

    kind: Kind
    form: str
    channel: Channel
    received_on: date
    owner: str
    contact_id: int | None = None
    inbox_id: int | None = None
    invoice_id: int | None = None
    caller: str = ""
    demand: str = ""
    need: str = ""
    confirmed: bool | None = None
    motive: str = ""
    answers: Mapping[str, object] = field(default_factory=dict)
    reply_by: str = ""
    promised_days: int | None = None
    due_on: date | None = None


def add(tx: Transaction, new: NewRequest) -> str:
    """Take a request down; return its number."""
    number = next_number(tx.db, series=SERIES, year=new.received_on.year)
    values = {name: getattr(new, name) for name in NewRequest.__slots__}
    values |= {"kind": new.kind.value, "channel": new.channel.value}
    values |= {"number": number, "at": tx.now, "agent": tx.ctx.actor.login}
    values |= {"state": State.NEW.value, "answers": json.dumps(new.answers, ensure_ascii=False)}
    made = tx.db.execute(insert(request).values(values).returning(request.c.id))
    happened(tx, int(made.scalar_one()), "opened", new.channel.value)
    tx.record("request", number, {"state": (None, State.NEW.value), "due_on": (None, new.due_on)})
    return number


def happened(tx: Transaction, request_id: int, what: str, detail: str = "") -> None:
    """Add an event to a request."""
    said = {"request_id": request_id, "at": tx.now, "login": tx.ctx.actor.login}
    tx.db.execute(insert(request_event).values(**said, what=what, detail=detail))


def change(tx: Transaction, one: Request, **values: Any) -> None:
    """Change the row of a request; the audit trail keeps what names nobody."""
    tx.db.execute(update(request).where(request.c.id == one.id).values(values))
    told = {
        name: (getattr(one, name, None), value)
        for name, value in values.items()
        if name in ("state", "owner", "due_on", "kind", "stage")
    }
    tx.record("request", one.number, told)


def standard_number(text: str, year: int) -> str:
    """Return a number as it is kept: DEM-2026-0012, which may be typed 12.

    >>> standard_number("dem-2026-12", 2026), standard_number("12", 2026)
    ('DEM-2026-0012', 'DEM-2026-0012')
    """
    parts = text.strip().upper().removeprefix("DEM-").split("-")
    if all(part.isdecimal() for part in parts) and len(parts) in (1, 2) and len(parts[-1]) < 9:
        return f"DEM-{parts[0] if len(parts) == 2 else year}-{int(parts[-1]):04d}"
    return text.strip().upper()


def numbered(db: Connection, text: str, *, year: int) -> Request:
    """Return a request by its number.

    Raises:
        InputError: there is none.
    """
    number = standard_number(text, year)
    row = db.execute(_query().where(request.c.number == number)).first()
    if row is None:
        raise InputError(
            f"aucune demande ne porte le numéro « {number} ».",
            remedy="Voyez-les toutes : comptoir demande lister",
        )
    return _request(row)


def listing(
    db: Connection,
    *,
    states: Sequence[State] = (),
    kind: Kind | None = None,
    contact_ids: Sequence[int] = (),
    since: date | None = None,
    until: date | None = None,
    form: str = "",
) -> list[Request]:
    """Return requests, those promised first at the head; those without a promise come last."""
    query = _query()
    if states:
        query = query.where(request.c.state.in_([one.value for one in states]))
    if kind:
        query = query.where(request.c.kind == kind.value)
    if contact_ids:
        query = query.where(request.c.contact_id.in_(contact_ids))
    if since:
        query = query.where(request.c.received_on >= since)
    if until:
        query = query.where(request.c.received_on <= until)
    if form:
        query = query.where(request.c.form == form)
    rows = db.execute(query.order_by(request.c.due_on.is_(None), request.c.due_on, request.c.id))
    return [_request(row) for row in rows]


def events(db: Connection, request_id: int) -> list[Event]:
    """Return what happened to a request, oldest first."""
    here = select(request_event).where(request_event.c.request_id == request_id)
    return [
        Event(at=row.at, login=row.login, what=row.what, detail=row.detail)
        for row in db.execute(here.order_by(request_event.c.id))
    ]


def contesting(db: Connection, kinds: Iterable[Kind] = (Kind.DISPUTE,)) -> dict[str, str]:
    """Return the invoices that a request under way contests: number of each, and of the request."""
    wanted = [kind.value for kind in kinds]
    query = (
        select(invoice.c.number, request.c.number.label("request"))
        .join(request, request.c.invoice_id == invoice.c.id)
        .where(request.c.kind.in_(wanted), request.c.state != State.CLOSED.value)
        .order_by(request.c.id)
    )
    return {row.number: row.request for row in db.execute(query)}


def under_way(db: Connection, contact_ids: Sequence[int]) -> dict[int, list[str]]:
    """Return the complaints and disputes of each contact that are not closed."""
    found: dict[int, list[str]] = {}
    for piece in chunks(contact_ids):
        query = select(request.c.contact_id, request.c.number).where(
            request.c.contact_id.in_(piece),
            request.c.kind != Kind.INFORMATION.value,
            request.c.state != State.CLOSED.value,
        )
        for id_, number in db.execute(query):
            found.setdefault(id_, []).append(number)
    return found


def numbers_of(db: Connection, contact_ids: Sequence[int]) -> set[str]:
    """Return the numbers of the requests of some contacts: files about them bear these."""
    return {
        number
        for piece in chunks(contact_ids)
        for number in db.execute(
            select(request.c.number).where(request.c.contact_id.in_(piece))
        ).scalars()
    }


def old(db: Connection, before: date) -> list[Request]:
    """Return the closed requests whose words were kept long enough."""
    said = or_(*(request.c[name] != blank for name, blank in SAID.items()))
    query = _query().where(
        request.c.state == State.CLOSED.value, request.c.closed_on < before, said
    )
    return [_request(row) for row in db.execute(query)]


def forget(tx: Transaction, some: Sequence[Request]) -> None:
    """Empty what requests said, and unlink them of whom they came from; counts and delays stay."""
    for piece in chunks([one.id for one in some]):
        here = request.c.id.in_(piece)
        tx.db.execute(update(request).where(here).values(contact_id=None, **SAID))
        tx.db.execute(
            update(request_event).where(request_event.c.request_id.in_(piece)).values(detail="")
        )
    for one in some:
        tx.record("request", one.number, {"words": ("kept", "forgotten")})


def of_inbox(db: Connection, inbox_ids: Iterable[int]) -> dict[int, str]:
    """Return the requests made of entries of the inbox, by entry."""
    query = select(request.c.inbox_id, request.c.number).where(
        request.c.inbox_id.in_(list(inbox_ids))
    )
    return {row.inbox_id: row.number for row in db.execute(query)}


def _query() -> Select[Any]:
    return (
        select(request, contact.c.reference, invoice.c.number.label("invoice_number"))
        .outerjoin(contact, contact.c.id == request.c.contact_id)
        .outerjoin(invoice, invoice.c.id == request.c.invoice_id)
    )


def _request(row: Row[Any]) -> Request:
    fault = Responsibility(row.responsibility) if row.responsibility else None
    return Request(
        id=row.id,
        number=row.number,
        kind=Kind(row.kind),
        form=row.form,
        channel=Channel(row.channel),
        at=row.at,
        received_on=row.received_on,
        agent=row.agent,
        owner=row.owner,
        contact=row.reference or "",
        contact_id=row.contact_id,
        caller=row.caller,
        demand=row.demand,
        need=row.need,
        confirmed=row.confirmed,
        motive=row.motive,
        answers=json.loads(row.answers),
        state=State(row.state),
        reply_by=row.reply_by,
        promised_days=row.promised_days,
        due_on=row.due_on,
        invoice=row.invoice_number or "",
        answered_on=row.answered_on,
        answer=row.answer,
        answer_channel=row.answer_channel,
        answer_path=row.answer_path,
        outcome=Outcome(
            facts=row.facts,
            responsibility=fault,
            remedy=row.remedy,
            remedy_on=row.remedy_on,
            document=row.remedy_document,
        ),
        stage=Stage(row.stage),
        closed_on=row.closed_on,
        conclusion=row.conclusion,
    )
