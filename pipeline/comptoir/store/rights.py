"""The register of requests: what people asked of their data, and when they were answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, Select, insert, select, update

from comptoir.errors import InputError
from comptoir.store import Transaction
from comptoir.store.contacts import chunks
from comptoir.store.sequences import next_number
from comptoir.store.tables.contacts import contact
from comptoir.store.tables.privacy import rights_request

SERIES = "DD"


class Right(StrEnum):
    """A right of the person (GDPR, art. 15 to 21)."""

    ACCESS = "access"
    RECTIFICATION = "rectification"
    ERASURE = "erasure"
    RESTRICTION = "restriction"
    PORTABILITY = "portability"
    OBJECTION = "objection"

    @property
    def french(self) -> str:
        return FRENCH[self]


FRENCH = {
    Right.ACCESS: "accès",
    Right.RECTIFICATION: "rectification",
    Right.ERASURE: "effacement",
    Right.RESTRICTION: "limitation",
    Right.PORTABILITY: "portabilité",
    Right.OBJECTION: "opposition",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request and its clock."""

    number: str
    contact_id: int
    contact: str  # reference
    right: Right
    received_on: date
    due_on: date
    identity: str = ""
    extended_on: date | None = None
    extended_because: str = ""
    answered_on: date | None = None
    outcome: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRequest:
    """A request to note."""

    contact_id: int
    right: Right
    received_on: date
    due_on: date
    identity: str = ""
    answered_on: date | None = None
    outcome: str = ""


def add(tx: Transaction, new: NewRequest) -> str:
    """Note a request; return its number."""
    number = next_number(tx.db, series=SERIES, year=new.received_on.year)
    tx.db.execute(
        insert(rights_request).values(
            number=number,
            contact_id=new.contact_id,
            right=new.right.value,
            received_on=new.received_on,
            due_on=new.due_on,
            identity=new.identity,
            answered_on=new.answered_on,
            outcome=new.outcome,
            login=tx.ctx.actor.login,
        )
    )
    tx.record("rights_request", number, {"right": (None, new.right.value)})
    return number


def numbered(db: Connection, number: str) -> Request:
    """Return one request.

    Raises:
        InputError: no such number.
    """
    wanted = number.strip().upper()
    row = db.execute(_query().where(rights_request.c.number == wanted)).first()
    if row is None:
        raise InputError(
            f"la demande {wanted} n’existe pas.", remedy="Voyez-les : comptoir rgpd lister."
        )
    return _request(row)


def requests(
    db: Connection, *, pending: bool = False, contact_ids: Sequence[int] = ()
) -> list[Request]:
    """Return requests, the most pressing first; those of some contacts when they are named."""
    query = _query().order_by(rights_request.c.due_on, rights_request.c.id)
    if pending:
        query = query.where(rights_request.c.answered_on.is_(None))
    if not contact_ids:
        return [_request(row) for row in db.execute(query)]
    return [
        _request(row)
        for piece in chunks(contact_ids)
        for row in db.execute(query.where(rights_request.c.contact_id.in_(piece)))
    ]


def answer(tx: Transaction, request: Request, *, on: date, outcome: str) -> None:
    """Close a request."""
    _change(tx, request, answered_on=on, outcome=outcome)


def extend(tx: Transaction, request: Request, *, on: date, due_on: date, because: str) -> None:
    """Give a request two months more, as the person was told (GDPR, art. 12.3)."""
    _change(tx, request, extended_on=on, due_on=due_on, extended_because=because)


def _change(tx: Transaction, request: Request, **values: date | str) -> None:
    here = rights_request.c.number == request.number
    tx.db.execute(update(rights_request).where(here).values(**values))
    said = {name: (getattr(request, name), value) for name, value in values.items()}
    tx.record("rights_request", request.number, said)


def _query() -> Select[Any]:
    return select(rights_request, contact.c.reference).join(
        contact, contact.c.id == rights_request.c.contact_id
    )


def _request(row: Row[Any]) -> Request:
    return Request(
        number=row.number,
        contact_id=row.contact_id,
        contact=row.reference,
        right=Right(row.right),
        received_on=row.received_on,
        due_on=row.due_on,
        identity=row.identity,
        extended_on=row.extended_on,
        extended_because=row.extended_because,
        answered_on=row.answered_on,
        outcome=row.outcome,
    )
