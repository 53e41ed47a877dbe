"""The gateway of contacts: what the trade asks of them, and nothing about how they are kept."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Row, Select, func, literal, select, text

from comptoir.contacts.keys import search_words
from comptoir.contacts.model import Civility, Contact, ContactKind, Role
from comptoir.errors import InputError
from comptoir.store import search
from comptoir.store.among import among
from comptoir.store.tables.contacts import contact, contact_external, contact_role

T = TypeVar("T")
CHUNK = 2_000  # bound values in one IN list

_FIELDS = (
    "id", "reference", "kind", "civility", "first_name", "last_name", "organisation", "email",
    "phone", "mobile", "street", "address_2", "postcode", "city", "country", "birth_date",
    "language", "source", "source_on", "deceased_on", "restricted_on", "version",
)  # fmt: skip
_KINDS = {one.value: one for one in ContactKind}
_CIVILITIES = {one.value: one for one in Civility}
_COLUMNS = tuple(contact.c[name] for name in _FIELDS)
_MAY_READ = text("SELECT " + ", ".join(
    f"has_column_privilege('contact', '{name}', 'SELECT') AS {name}" for name in _FIELDS
))  # fmt: skip


def chunks(things: Iterable[T], size: int = CHUNK) -> Iterator[list[T]]:
    """Cut a list into pieces that an IN list can hold."""
    piece: list[T] = []
    for thing in things:
        piece.append(thing)
        if len(piece) == size:
            yield piece
            piece = []
    if piece:
        yield piece


def query(db: Connection) -> Select[Any]:
    """Select contacts that have not been erased, ready for `of_row`.

    What the role of PostgreSQL may not read is empty.
    """
    columns = _COLUMNS if db.dialect.name == "sqlite" else _readable(db)
    return select(*columns).where(contact.c.erased_at.is_(None))


def _readable(db: Connection) -> Sequence[ColumnElement[Any]]:
    """Return the columns, asked once a connection: its role does not change."""
    may = db.info.get("contact_columns")
    if may is None:
        may = db.info["contact_columns"] = db.execute(_MAY_READ).mappings().one()
    return [
        column if may[column.name]
        else literal(None if column.nullable else "", column.type).label(column.name)
        for column in _COLUMNS
    ]  # fmt: skip


def of_row(row: Row[Any]) -> Contact:
    values = dict(zip(_FIELDS, row, strict=True))
    values["kind"] = _KINDS[values["kind"]]
    values["civility"] = _CIVILITIES[values["civility"]]
    return Contact(**values)


def standard_reference(text: str) -> str:
    """Return a reference as it is printed, however it was typed.

    >>> standard_reference("c-123"), standard_reference("123"), standard_reference("C-1234567")
    ('C-000123', 'C-000123', 'C-1234567')
    """
    found = re.fullmatch(r"(?:c\s*-?\s*)?(\d{1,9})", text.strip(), re.IGNORECASE)
    return f"C-{int(found[1]):06d}" if found else text.strip().upper()


def by_reference(db: Connection, reference: str) -> Contact:
    """Return one contact.

    Raises:
        InputError: nobody has this reference.
    """
    wanted = standard_reference(reference)
    row = db.execute(query(db).where(contact.c.reference == wanted)).first()
    if row is None:
        raise InputError(
            f"Aucun contact n’a la référence {wanted}.",
            remedy="Cherchez-le par son nom : comptoir contact chercher NOM.",
        )
    return of_row(row)


def many(db: Connection, ids: Sequence[int]) -> list[Contact]:
    """Return contacts in the order of their ids as given; erased ones are left out."""
    found: dict[int, Contact] = {}
    for piece in chunks(ids):
        for row in db.execute(query(db).where(among(contact.c.id, piece))).all():
            found[row.id] = of_row(row)
    return [found[id_] for id_ in ids if id_ in found]


def everybody(db: Connection) -> Iterator[Contact]:
    """Return every contact that has not been erased, one after the other."""
    rows = query(db).order_by(contact.c.id).execution_options(yield_per=CHUNK)
    return map(of_row, db.execute(rows))


def by_external(db: Connection, references: Iterable[str]) -> dict[str, int]:
    """Return the ids of contacts by the references that another system gave them."""
    found: dict[str, int] = {}
    for piece in chunks(references):
        wanted = contact_external.c.reference.in_(piece)
        for row in db.execute(select(contact_external).where(wanted)):
            found[row.reference] = row.contact_id
    return found


def known_references(db: Connection, references: Iterable[str]) -> list[str]:
    """Return those of some references that are ours."""
    query = select(contact.c.reference)
    return [
        one
        for piece in chunks(references)
        for one in db.execute(query.where(contact.c.reference.in_(piece))).scalars()
    ]


def ids_of(db: Connection, *, reference: str = "", email: str = "") -> list[int]:
    """Return the contacts that a reference, ours or another system's, or an e-mail names."""
    if reference:
        here = contact.c.reference == standard_reference(reference)
        others = by_external(db, [reference])
        found = [row.id for row in db.execute(query(db).where(here))] or list(others.values())
        if found or not email:
            return found
    same = query(db).where(contact.c.email == email) if email else None
    return [row.id for row in db.execute(same)] if same is not None else []


def find(db: Connection, text: str, *, limit: int = 20, notes: bool = False) -> list[Contact]:
    """Return contacts whose name, organisation, e-mail or town have every word, or its beginning.

    Args:
        db: the base.
        text: the words.
        limit: how many contacts at most.
        notes: whether a word may stand in a note about them.
    """
    words = search_words(text)
    if not words:
        return []
    found = query(db).where(contact.c.id.in_(search.matching(db, words, notes=notes)))
    ordered = found.order_by(contact.c.name_key, contact.c.id).limit(limit)
    return [of_row(row) for row in db.execute(ordered)]


@dataclass(frozen=True, slots=True)
class RoleHeld:
    """A role with its dates."""

    role: Role
    since: date | None
    until: date | None


def roles_of(db: Connection, contact_id: int) -> list[RoleHeld]:
    """Return the roles of a contact, past ones included, oldest first."""
    held = select(contact_role).where(contact_role.c.contact_id == contact_id)
    rows = db.execute(held.order_by(contact_role.c.since, contact_role.c.id))
    return [RoleHeld(Role(row.role), row.since, row.until) for row in rows]


def externals_of(db: Connection, contact_id: int) -> list[str]:
    """Return the references that other systems gave a contact."""
    held = contact_external.c.contact_id == contact_id
    query_ = select(contact_external.c.reference).where(held)
    return list(db.execute(query_.order_by(contact_external.c.reference)).scalars())


def all_ids(db: Connection, *, limit: int | None = None) -> list[int]:
    """Return every contact that has not been erased, or the first of them."""
    alive = select(contact.c.id).where(contact.c.erased_at.is_(None))
    return list(db.execute(alive.order_by(contact.c.id).limit(limit)).scalars())


def count(db: Connection) -> int:
    """Return how many contacts have not been erased; the erased ones have an index of their own."""
    everybody = select(func.count()).select_from(contact)
    erased = everybody.where(contact.c.erased_at.is_not(None))
    whole, gone = (db.execute(query).scalar_one() for query in (everybody, erased))
    return int(whole) - int(gone)
