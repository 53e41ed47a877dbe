"""Contacts: add and export; showing, finding and importing have their own modules."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from comptoir.contacts import programs
from comptoir.contacts.columns import FIELDS, Columns
from comptoir.contacts.diff import Match, match
from comptoir.contacts.editable import CELLS, stamp, values
from comptoir.contacts.imports import Incoming, RowReader
from comptoir.contacts.keys import name_key
from comptoir.contacts.model import Contact, Role
from comptoir.contacts.privacy import MASKED, hidden_fields
from comptoir.context import Context
from comptoir.desk import segments
from comptoir.desk.contact_imports import ImportReport, import_file
from comptoir.desk.import_undo import Undone, undo
from comptoir.desk.leaving import Leaving, way_out
from comptoir.desk.project import load
from comptoir.desk.sheets import csv_bytes, xlsx_bytes
from comptoir.errors import Fault, InputError, RefusedError
from comptoir.identifiers import national_phone
from comptoir.profiles import Action
from comptoir.store import (
    access,
    begin,
    contact_writes,
    contacts,
    holdings,
    reading,
)
from comptoir.store.segments import members

__all__ = [
    "ImportReport", "Undone", "add", "export", "import_file", "undo",
]  # fmt: skip

EXPORTED = (
    "reference", "kind", "civility", "first_name", "last_name", "organisation", "email", "phone",
    "mobile", "street", "address_2", "postcode", "city", "country", "birth_date", "source",
    "source_on",
)  # fmt: skip
_HEADINGS = FIELDS | {"reference": "référence", "kind": "nature"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """A file that left the base."""

    path: str
    rows: int
    hidden: tuple[str, ...]
    sealed: bool
    how: str = ""  # where it goes in the program that it is for


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
    program: str = "",
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
        program: whose import form it takes: dolibarr, galette, odoo, paheko.
        leaving: for whom it is sealed and where it goes; plain, under var/exports, by default.
    """
    if not purpose.strip():
        raise InputError(
            "dites pourquoi ces données sortent de la base.", remedy="Ajoutez --purpose « … »."
        )
    form = programs.named(program) if program else None
    if form and (editable or kind != "csv"):
        raise InputError(
            f"le fichier pour {form.title} est un CSV à ses colonnes.",
            remedy="Ôtez --editable et --format.",
        )
    project = load(ctx)
    how = leaving or Leaving()
    name = "-".join(part for part in (segment or "contacts", form.id if form else "") if part)
    way = way_out(ctx, project, how, name=name, suffix=f".{kind}")
    with reading(ctx) as db:
        if segment:
            chosen = segments.named(project, segment)
            ids: Sequence[int] = members(db, chosen, segments.settings(project, ctx.today))
        else:
            ids = contacts.all_ids(db)
        people = contacts.many(db, ids)
        tags = holdings.tags(db, [one.id for one in people]) if editable else {}
        roles = holdings.roles(db, [one.id for one in people]) if form else {}
    hidden = hidden_fields(ctx.actor.rights, Action.EXPORT)
    access.note(
        ctx, act="contact.export", record_id=segment, rows=len(people),
        purpose=f"{purpose} (en clair : {how.plain.strip()})" if how.plain.strip() else purpose,
        recipient=recipient or how.told or (form.title if form else ""),
    )  # fmt: skip
    if form:
        cells = (form.row(_card(one, roles[one.id], hidden)) for one in people)
        content = csv_bytes(form.header, cells, separator=form.separator, charset="utf-8")
        return Export(
            path=way.write(ctx, content), sealed=bool(way.keys), rows=len(people),
            hidden=tuple(name for name in EXPORTED if name in hidden), how=form.how,
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


def _card(one: Contact, roles: Sequence[str], hidden: Sequence[str]) -> programs.Card:
    """A contact as texts; what the profile may not see is left out."""
    texts = {name: "" if name in hidden else str(_cell(one, name) or "") for name in EXPORTED}
    known = [Role(role).french for role in roles]
    return texts | {"role": known[0] if known else ""}


def _cell(one: Contact, name: str) -> object:
    return _written(name, getattr(one, name))


def _written(name: str, value: object) -> object:
    if name in ("phone", "mobile") and value:
        return national_phone(str(value))
    return value
