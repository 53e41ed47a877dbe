"""Contacts: show, find, list, add and export; importing has its own module."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from comptoir.consent import EventKind
from comptoir.contacts.columns import FIELDS, Columns
from comptoir.contacts.diff import Match, match
from comptoir.contacts.editable import CELLS, stamp, values
from comptoir.contacts.imports import Incoming, RowReader
from comptoir.contacts.keys import name_key
from comptoir.contacts.model import Contact, Role
from comptoir.contacts.privacy import MASKED, hidden_fields, masked, sees
from comptoir.contacts.relations import Relation
from comptoir.context import Context
from comptoir.desk import segments
from comptoir.desk.contact_imports import ImportReport, import_file
from comptoir.desk.import_undo import Undone, undo
from comptoir.desk.leaving import Leaving, way_out
from comptoir.desk.project import load
from comptoir.desk.sheets import csv_bytes, xlsx_bytes
from comptoir.errors import Fault, InputError, RefusedError
from comptoir.identifiers import national_phone
from comptoir.profiles import Action, DataClass
from comptoir.requests.model import OPEN, Request
from comptoir.store import (
    access,
    begin,
    contact_notes,
    contact_writes,
    contacts,
    holdings,
    reading,
    requests,
)
from comptoir.store.contact_notes import Noted
from comptoir.store.contacts import RoleHeld
from comptoir.store.segments import members

__all__ = [
    "ImportReport", "Undone", "add", "export", "find", "import_file", "listing", "show", "undo",
]  # fmt: skip

EXPORTED = (
    "reference", "kind", "civility", "first_name", "last_name", "organisation", "email", "phone",
    "mobile", "street", "address_2", "postcode", "city", "country", "birth_date", "source",
    "source_on",
)  # fmt: skip
_HEADINGS = FIELDS | {"reference": "référence", "kind": "nature"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactFile:
    """Everything shown of one contact."""

    contact: Contact
    roles: tuple[RoleHeld, ...]
    tags: tuple[str, ...]
    facts: Mapping[str, str]
    externals: tuple[str, ...]
    consents: tuple["Held", ...]
    relations: tuple[Relation, ...]
    notes: tuple[Noted, ...]  # the newest first
    requests: tuple[Request, ...]  # those that wait first
    hidden: tuple[str, ...]  # fields that the profile may not see


@dataclass(frozen=True, slots=True)
class Held:
    """What stands of a consent."""

    scope: str
    channel: str
    kind: EventKind
    since: date


@dataclass(frozen=True, slots=True)
class Page:
    """Some contacts of a choice, and how many there are."""

    count: int
    contacts: tuple[Contact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """A file that left the base."""

    path: str
    rows: int
    hidden: tuple[str, ...]
    sealed: bool


def show(ctx: Context, reference: str) -> ContactFile:
    """Return one contact's file, and note that it was read."""
    profile = ctx.actor.rights
    with reading(ctx) as db:
        contact = contacts.by_reference(db, reference)
        ids = [contact.id]
        roles = contacts.roles_of(db, contact.id)
        tags, facts = holdings.tags(db, ids)[contact.id], holdings.facts(db, ids)[contact.id]
        externals = contacts.externals_of(db, contact.id)
        said = holdings.standings(db, ids)[contact.id]
        relations = contact_notes.relations_of(db, contact.id)
        notes = contact_notes.of_contact(db, contact.id)
        asked = requests.listing(db, contact_ids=ids)
    access.note(ctx, act="contact.show", record_id=contact.reference)
    held = [Held(scope, by, one.kind, one.since) for (scope, by), one in sorted(said.items())]
    identity = sees(profile, DataClass.IDENTITY)
    return ContactFile(
        contact=masked(contact, profile),
        roles=tuple(roles),
        tags=tuple(sorted(tags)) if identity else (),
        facts=facts if identity else {},
        externals=tuple(externals),
        consents=tuple(held) if sees(profile, DataClass.CONSENT) else (),
        relations=tuple(replace(r, other=masked(r.other, profile)) for r in relations),
        notes=tuple(notes) if sees(profile, DataClass.NOTES) else (),
        requests=tuple(sorted(asked, key=lambda one: one.state not in OPEN))
        if sees(profile, DataClass.REACH)
        else (),
        hidden=tuple(hidden_fields(profile)),
    )


def find(ctx: Context, text: str, *, limit: int) -> Page:
    """Search names, organisations, e-mails, towns and notes, accents or not."""
    if not text.strip():
        raise InputError("rien à chercher.", remedy="Donnez un nom, une ville ou une adresse mél.")
    with reading(ctx) as db:
        notes = sees(ctx.actor.rights, DataClass.NOTES)
        found = contacts.find(db, text, limit=limit + 1, notes=notes)
    access.note(ctx, act="contact.find", rows=min(len(found), limit))
    return Page(len(found), _seen(ctx, found[:limit]))


def listing(ctx: Context, *, segment: str = "", limit: int) -> Page:
    """Return the first contacts of the base, or of a segment."""
    if segment:
        shown = segments.show(ctx, segment, limit=limit)
        return Page(shown.count, shown.contacts)
    with reading(ctx) as db:
        ids = contacts.all_ids(db)
        found = contacts.many(db, ids[:limit])
    access.note(ctx, act="contact.list", rows=len(found))
    return Page(len(ids), _seen(ctx, found))


def _seen(ctx: Context, found: Iterable[Contact]) -> tuple[Contact, ...]:
    return tuple(masked(one, ctx.actor.rights) for one in found)


def add(ctx: Context, values: Mapping[str, str], *, anyway: bool = False) -> Contact:
    """Add one contact, typed and checked as a row of a list is.

    Args:
        ctx: who acts.
        values: texts by field (see `contacts.columns.FIELDS`).
        anyway: add it even when it looks like somebody known.

    Raises:
        InputError: a value cannot be kept.
        RefusedError: the base has somebody like it.
    """
    today = ctx.act_on()
    row = _typed(values, today=today, login=ctx.actor.login)
    with begin(ctx, act="contact.add") as tx:
        known = holdings.candidates(
            tx.db,
            references=[row.reference] if row.reference else [],
            name_keys=[name_key(row.draft)],
            emails=[row.draft.email] if row.draft.email else [],
        )
        _refuse_double(match(row, known.values()), anyway=anyway)
        one = contact_writes.add(tx, row.draft)
        if row.reference:
            contact_writes.add_externals(tx.db, [(one.id, row.reference)])
        since = row.draft.source_on
        contact_writes.add_roles(tx.db, [(one.id, role, since) for role in row.roles])
        contact_writes.add_tags(tx.db, [(one.id, tag) for tag in row.tags])
    return one


def _typed(values: Mapping[str, str], *, today: date, login: str) -> Incoming:
    given = {name: value.strip() for name, value in values.items() if value and value.strip()}
    fields = list(given)
    columns = Columns(
        {name: index for index, name in enumerate(fields)},
        tuple(FIELDS.get(name, name) for name in fields),
    )
    defaults = {"role": Role.PROSPECT.value, "source": f"saisie de {login}"}
    defaults["source_on"] = today.isoformat()
    row = RowReader(columns, today, defaults).read(0, [given[name] for name in fields])
    wrong = (*row.rejections, *row.remarks, *([row.unfounded] if row.unfounded else []))
    faults = [Fault(f"{fault}.", fault.remedy) for fault in wrong]
    if faults:
        raise InputError(faults=faults)
    return row


def _refuse_double(found: Match, *, anyway: bool) -> None:
    if found.impossible:
        raise InputError("cette référence externe désigne déjà quelqu’un d’autre.")
    like = found.sure or found.perhaps
    if like is not None and not (anyway and found.perhaps):
        sure = "est déjà dans la base" if found.sure else "ressemble à cette fiche"
        raise RefusedError(
            f"{like.contact.reference} {sure}.",
            remedy="Regardez-la (comptoir contact montrer)"
            + (", ou ajoutez --anyway si c’est quelqu’un d’autre." if found.perhaps else "."),
        )


def export(
    ctx: Context,
    *,
    purpose: str,
    segment: str = "",
    kind: str = "csv",
    recipient: str = "",
    editable: bool = False,
    leaving: Leaving | None = None,
) -> Export:
    """Write contacts to a private file, masked by profile, and note why and for whom.

    Args:
        ctx: who acts.
        purpose: why these data leave the base.
        segment: whom; the whole base by default.
        kind: csv or xlsx.
        recipient: for whom.
        editable: a sheet that can be edited and imported again.
        leaving: for whom it is sealed and where it goes; plain, under var/exports, by default.
    """
    if not purpose.strip():
        raise InputError(
            "dites pourquoi ces données sortent de la base.", remedy="Ajoutez --purpose « … »."
        )
    project = load(ctx)
    how = leaving or Leaving()
    way = way_out(ctx, project, how, name=segment or "contacts", suffix=f".{kind}")
    with reading(ctx) as db:
        if segment:
            chosen = segments.named(project, segment)
            ids: Sequence[int] = members(db, chosen, segments.settings(project, ctx.today))
        else:
            ids = contacts.all_ids(db)
        people = contacts.many(db, ids)
        tags = holdings.tags(db, [one.id for one in people]) if editable else {}
    hidden = hidden_fields(ctx.actor.rights, Action.EXPORT)
    access.note(
        ctx, act="contact.export", record_id=segment, rows=len(people),
        purpose=f"{purpose} (en clair : {how.plain.strip()})" if how.plain.strip() else purpose,
        recipient=recipient or how.told,
    )  # fmt: skip
    made = xlsx_bytes if kind == "xlsx" else csv_bytes
    if editable:
        header, rows = _editable(people, tags, hidden)
    else:
        header = [_HEADINGS[name] for name in EXPORTED]
        rows = (_row(one, hidden) for one in people)
    return Export(
        path=way.write(ctx, made(header, rows)),
        sealed=bool(way.keys),
        rows=len(people),
        hidden=tuple(name for name in EXPORTED if name in hidden),
    )


def _editable(
    people: Iterable[Contact], tags: Mapping[int, Iterable[str]], hidden: Sequence[str]
) -> tuple[list[str], Iterator[list[object]]]:
    """A sheet that comes back: what the profile may not see is not in it at all."""
    names = [name for name in CELLS if name not in hidden]
    header = ["référence", "version", *(_HEADINGS[name] for name in names), "empreinte"]

    def rows() -> Iterator[list[object]]:
        for one in people:
            shown = values(one, tags[one.id])
            cells = [_written(name, shown[name]) for name in names]
            yield [one.reference, one.version, *cells, stamp(shown)]

    return header, rows()


def _row(one: Contact, hidden: Sequence[str]) -> list[object]:
    return [MASKED if name in hidden else _cell(one, name) for name in EXPORTED]


def _cell(one: Contact, name: str) -> object:
    return _written(name, getattr(one, name))


def _written(name: str, value: object) -> object:
    if name in ("phone", "mobile") and value:
        return national_phone(str(value))
    return value
