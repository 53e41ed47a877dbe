"""Keep contacts up to date: fields, roles, tags, relations, notes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from comptoir.contacts import cells, diff, notes
from comptoir.contacts.cells import CellError
from comptoir.contacts.columns import FIELDS, Columns
from comptoir.contacts.imports import NOBODY, Incoming, RowReader
from comptoir.contacts.model import Contact, ContactKind, Role
from comptoir.contacts.relations import RelationKind, relation_kind
from comptoir.context import Context
from comptoir.dates import parse_date
from comptoir.errors import Fault, InputError
from comptoir.errors.french import unknown
from comptoir.rules.sensitive import found_in
from comptoir.store import (
    Transaction,
    begin,
    contact_notes,
    contact_writes,
    contacts,
    holdings,
    reading,
)

EDITED = (
    "civility", "first_name", "last_name", "organisation", "email", "phone", "mobile", "street",
    "address_2", "postcode", "city", "country", "birth_date", "language", "source", "source_on",
    "deceased_on",
)  # fmt: skip
_EMPTY: Mapping[str, Any] = {
    "country": "FR", "language": "fr", "birth_date": None, "source_on": None, "deceased_on": None,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What is asked to change beside fields; each text as it was typed."""

    roles: str = ""
    end_role: str = ""
    tags: str = ""
    untag: str = ""
    relate: str = ""  # foyer:C-000012
    unrelate: str = ""
    on: str = ""  # since when, or until when; today by default


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """What became of a contact."""

    contact: Contact
    changes: tuple[str, ...]  # in French; empty: nothing was to change


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteAdded:
    """A note that was added."""

    reference: str
    number: int
    follow_up_on: date | None
    tags: tuple[str, ...]
    sensitive: tuple[str, ...]  # what it seems to tell of somebody (GDPR, art. 9)


def edit(
    ctx: Context, reference: str, values: Mapping[str, str], change: Change | None = None
) -> Edited:
    """Change one contact.

    Args:
        ctx: who acts.
        reference: of the contact.
        values: texts by field; an empty one empties the field.
        change: roles, tags and relations.

    Raises:
        InputError: a value cannot be kept, or nobody would be named any more.
    """
    today = ctx.act_on()
    asked = change or Change()
    row = _typed(values, today)
    with begin(ctx, act="contact.edit") as tx:
        one = contacts.by_reference(tx.db, reference)
        fields = _fields(row, values, one)
        after = diff.changed(one, diff.Changes(fields))
        _refuse_nameless(after)
        contact_writes.change(tx, after, fields)
        said = [f"{FIELDS[n]} : {_shown(a)} → {_shown(b)}" for n, (a, b) in fields.items()]
        on = _day(asked.on) or today
        said += _roles(tx, one, asked, on)
        said += _tags(tx, one, asked)
        said += _relations(tx, one, asked, on)
        if said and not fields:
            contact_writes.touch(tx, one)
    return Edited(contact=after, changes=tuple(said))


def _refuse_nameless(after: Contact) -> None:
    if after.kind is ContactKind.ORGANISATION and not after.organisation:
        raise InputError("un organisme garde un nom.", remedy="Écrivez-le avec --organisme.")
    if not (after.person_name or after.organisation or after.email):
        raise InputError(
            "plus rien ne nommerait ce contact.",
            remedy="Laissez-lui un nom, un prénom, un organisme ou une adresse mél.",
        )


def _typed(values: Mapping[str, str], today: date) -> Incoming:
    given = {name: text.strip() for name, text in values.items() if text and text.strip()}
    names = list(given)
    columns = Columns(
        {name: index for index, name in enumerate(names)},
        tuple(FIELDS.get(name, name) for name in names),
    )
    row = RowReader(columns, today).read(0, [given[name] for name in names])
    wrong = [fault for fault in (*row.rejections, *row.remarks) if fault is not NOBODY]
    if wrong:
        raise InputError(faults=[Fault(f"{fault}.", fault.remedy) for fault in wrong])
    return row


def _fields(row: Incoming, values: Mapping[str, str], one: Contact) -> dict[str, tuple[Any, Any]]:
    """Return what changes, before and after; somebody stays somebody, an organisation one."""
    wanted = {name: getattr(row.draft, name) for name in row.given if name in EDITED}
    emptied = [name for name, text in values.items() if name in EDITED and not text.strip()]
    wanted |= {name: _EMPTY.get(name, "") for name in emptied}
    return {
        name: (getattr(one, name), new)
        for name, new in sorted(wanted.items())
        if getattr(one, name) != new
    }


def _shown(value: Any) -> str:
    return str(value) if value else "(vide)"


def _day(text: str) -> date | None:
    return parse_date(text) if text.strip() else None


def role_named(word: str) -> Role:
    """Return one role.

    Raises:
        InputError: it is none that we know, with the nearest.
    """
    found, _ = cells.roles(word)
    if len(found) != 1:
        known = [role.french for role in Role]
        raise unknown("rôle", word, known, remedy=f"Rôles : {', '.join(known)}.")
    return found[0]


def _roles(tx: Transaction, one: Contact, asked: Change, on: date) -> list[str]:
    said = []
    for word in cells.words(asked.roles):
        role = role_named(word)
        if contact_writes.add_role(tx.db, one.id, role, on):
            tx.record("contact", one.reference, {f"role:{role.value}": (None, on)})
            said.append(f"rôle : + {role.french} depuis le {on:%d/%m/%Y}")
    for word in cells.words(asked.end_role):
        role = role_named(word)
        if contact_writes.end_role(tx.db, one.id, role, on):
            tx.record("contact", one.reference, {f"role:{role.value}": (on, None)})
            said.append(f"rôle : − {role.french}, jusqu’au {on:%d/%m/%Y}")
    return said


def _tags(tx: Transaction, one: Contact, asked: Change) -> list[str]:
    held = set(holdings.tags(tx.db, [one.id])[one.id])
    more = [tag for tag in cells.tags(asked.tags) if tag not in held] if asked.tags else []
    less = [tag for tag in cells.tags(asked.untag) if tag in held] if asked.untag else []
    contact_writes.add_tags(tx.db, [(one.id, tag) for tag in more])
    if less:
        contact_writes.remove_tags(tx.db, one.id, less)
    if more or less:
        after = sorted({*held, *more} - set(less))
        tx.record("contact", one.reference, {"tags": (", ".join(sorted(held)), ", ".join(after))})
    return [f"étiquette : + {tag}" for tag in more] + [f"étiquette : − {tag}" for tag in less]


def _relations(tx: Transaction, one: Contact, asked: Change, on: date) -> list[str]:
    said = []
    for text in _pieces(asked.relate):
        kind, other = _relation(tx, one, text)
        if contact_notes.relate(tx, one, other, kind, on):
            said.append(f"relation : {kind.french}, {other.reference} {other.full_name}")
    for text in _pieces(asked.unrelate):
        kind, other = _relation(tx, one, text)
        if contact_notes.unrelate(tx, one, other, kind, on):
            said.append(f"relation finie : {kind.french}, {other.reference}")
    return said


def _pieces(text: str) -> list[str]:
    return [piece.strip() for piece in text.split(",") if piece.strip()]


def _relation(tx: Transaction, one: Contact, text: str) -> tuple[RelationKind, Contact]:
    word, _, reference = text.partition(":")
    if not reference.strip():
        raise InputError(
            "une relation s’écrit avec ce qu’est l’autre, et sa référence.",
            remedy="Par exemple : foyer:C-000012, employeur:C-000340.",
        )
    other = contacts.by_reference(tx.db, reference)
    if other.id == one.id:
        raise InputError("on n’est pas en relation avec soi-même.")
    return relation_kind(word), other


def note(ctx: Context, reference: str, text: str) -> NoteAdded:
    """Add a note about a contact; it is never changed, another one corrects it."""
    today = ctx.act_on()
    made = notes.read(text, today=today)
    with begin(ctx, act="contact.note") as tx:
        one = contacts.by_reference(tx.db, reference)
        number = contact_notes.add(tx, one, made)
        _tags(tx, one, Change(tags=", ".join(made.tags)))
    return NoteAdded(
        reference=one.reference,
        number=number,
        follow_up_on=made.follow_up_on,
        tags=made.tags,
        sensitive=tuple(dict.fromkeys(hit.category for hit in found_in(made.text))),
    )


def wrong(name: str, text: str, today: date) -> str:
    """Say in French what is wrong with the text of a field; nothing when it is right."""
    if not text.strip():
        return ""
    try:
        if name in ("role", "roles"):
            for word in cells.words(text):
                role_named(word)
        else:
            _typed({name: text}, today)
    except (InputError, CellError) as error:
        return " ".join(str(error).split())
    return ""


def known(ctx: Context, reference: str) -> Contact:
    """Return the contact that is about to be edited."""
    with reading(ctx) as db:
        return contacts.by_reference(db, reference)


def asked_for(names: Sequence[str]) -> dict[str, str]:
    """Return the questions that a form asks, by field."""
    return {name: FIELDS[name][:1].upper() + FIELDS[name][1:] for name in names}
