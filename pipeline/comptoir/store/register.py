"""The gateway of the register of the mail."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, Select, insert, select, update

from comptoir.errors import InputError
from comptoir.store.contacts import chunks
from comptoir.store.doors import Transaction
from comptoir.store.sequences import next_number
from comptoir.store.tables.contacts import contact
from comptoir.store.tables.register import EMPTY, mail_item
from comptoir.store.tables.requests import request

IN, OUT = "in", "out"
SERIES = {IN: "CA", OUT: "CD"}  # courrier arrivé, courrier départ
REGISTERED = "registered"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewItem:
    """Something that came in or went out."""

    direction: str
    channel: str
    on: date
    party: str = ""
    object: str = ""
    contact_id: int | None = None
    request_id: int | None = None
    message_key: str = ""
    filed_on: date | None = None
    registered: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A line of the register."""

    id: int
    number: str
    direction: str
    channel: str
    on: date
    login: str
    party: str
    object: str
    contact: str  # its reference
    request: str  # its number
    path: str  # under var/
    sha256: str
    filed_on: date | None
    registered: str
    receipt_on: date | None
    receipt_path: str


def add(tx: Transaction, new: NewItem) -> str:
    """Enter something in the register; return its number, which has no gap."""
    number = next_number(tx.db, series=SERIES[new.direction], year=new.on.year)
    values = {name: getattr(new, name) for name in NewItem.__slots__}
    values |= {"number": number, "at": tx.now, "login": tx.ctx.actor.login}
    tx.db.execute(insert(mail_item).values(values))
    tx.record("mail", number, {"on": (None, new.on), "channel": (None, new.channel)})
    return number


def change(tx: Transaction, number: str, **values: Any) -> None:
    tx.db.execute(update(mail_item).where(mail_item.c.number == number).values(values))
    told = ("filed_on", "request_id", "receipt_on", "sha256")
    tx.record("mail", number, {n: (None, v) for n, v in values.items() if n in told})


def numbered(db: Connection, number: str) -> Item:
    """Return a line by its number.

    Raises:
        InputError: there is none.
    """
    row = db.execute(_query().where(mail_item.c.number == number.strip().upper())).first()
    if row is None:
        raise InputError(
            f"aucun courrier ne porte le numéro « {number} ».",
            remedy="Voyez-les : comptoir courrier registre",
        )
    return _item(row)


def listing(
    db: Connection, *, direction: str = "", waiting: bool = False, contact_id: int | None = None
) -> list[Item]:
    """Return lines, the newest first; those that wait for somebody only, if asked."""
    query = _query()
    if direction:
        query = query.where(mail_item.c.direction == direction)
    if waiting:
        query = query.where(mail_item.c.direction == IN, mail_item.c.filed_on.is_(None))
    if contact_id is not None:
        query = query.where(mail_item.c.contact_id == contact_id)
    return [_item(row) for row in db.execute(query.order_by(mail_item.c.id.desc()))]


def without_receipt(db: Connection) -> list[Item]:
    """Return the registered letters that left, and whose receipt is not back."""
    query = _query().where(
        mail_item.c.channel == REGISTERED,
        mail_item.c.direction == OUT,
        mail_item.c.receipt_on.is_(None),
    )
    return [_item(row) for row in db.execute(query.order_by(mail_item.c.id))]


def request_of(db: Connection, keys: Iterable[str]) -> str:
    """Return the request that one of our messages was about, by the keys of messages."""
    query = (
        select(request.c.number)
        .join(mail_item, mail_item.c.request_id == request.c.id)
        .where(mail_item.c.message_key.in_([key for key in keys if key]))
        .order_by(mail_item.c.id.desc())
    )
    return str(db.execute(query).scalar() or "")


def numbers_of(db: Connection, contact_ids: Sequence[int]) -> set[str]:
    """Return the numbers of what some contacts wrote or were written: their files bear them."""
    return {
        number
        for piece in chunks(contact_ids)
        for number in db.execute(
            select(mail_item.c.number).where(mail_item.c.contact_id.in_(piece))
        ).scalars()
    }


def forget(tx: Transaction, request_ids: Sequence[int]) -> set[str]:
    """Empty the mail of requests whose words are forgotten; return the numbers of its files."""
    gone: set[str] = set()
    for piece in chunks(request_ids):
        here = mail_item.c.request_id.in_(piece)
        gone |= set(tx.db.execute(select(mail_item.c.number).where(here)).scalars())
        tx.db.execute(update(mail_item).where(here).values(contact_id=None, **EMPTY))
    return gone


def _query() -> Select[Any]:
    return (
        select(mail_item, contact.c.reference, request.c.number.label("request_number"))
        .outerjoin(contact, contact.c.id == mail_item.c.contact_id)
        .outerjoin(request, request.c.id == mail_item.c.request_id)
    )


def _item(row: Row[Any]) -> Item:
    return Item(
        id=row.id,
        number=row.number,
        direction=row.direction,
        channel=row.channel,
        on=row.on,
        login=row.login,
        party=row.party,
        object=row.object,
        contact=row.reference or "",
        request=row.request_number or "",
        path=row.path,
        sha256=row.sha256,
        filed_on=row.filed_on,
        registered=row.registered,
        receipt_on=row.receipt_on,
        receipt_path=row.receipt_path,
    )
