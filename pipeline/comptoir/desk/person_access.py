"""Somebody's own copy of what we hold of them (GDPR, art. 15 and 20), as one archive.

JSON for a program, CSV for a spreadsheet, a PDF to read, the documents issued and the messages.
Nothing of third persons: a row that joins two people does not say who the other one is.
"""

import io
import json
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any

from comptoir import resources
from comptoir.campaigns.model import thaw
from comptoir.contacts.model import Contact
from comptoir.context import Context
from comptoir.dates import french_date
from comptoir.desk import outbox_files, rights
from comptoir.desk.erasing import THE_PERSON
from comptoir.desk.person_words import row_said, table_name
from comptoir.desk.project import Project, load
from comptoir.desk.sheets import csv_bytes, export_path
from comptoir.errors import RefusedError
from comptoir.printing.letterhead import letterhead
from comptoir.printing.record import Record, Section, print_record, table
from comptoir.private import write_private
from comptoir.profiles import PERSONAL, Action
from comptoir.settings import Purpose
from comptoir.store import access, begin, contacts, documents, exports, outbox, personal, reading
from comptoir.store.exports import Told
from comptoir.store.reached import Followed, messages_to
from comptoir.store.rights import Right
from comptoir.text import french_list, slug

NOT_PRINTED = frozenset({"document", "consent_state", "invoice_vat", "sale_item", "sale_stat"})
# in the JSON, not on paper: frozen documents, and what means nothing outside the base
UNPRINTED = frozenset(
    ("content", "run_id", "position", "attempts", "version", "updated_at", "reason", "verdict")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """An archive handed to somebody."""

    path: str
    reference: str
    rows: int
    tables: Mapping[str, int]  # French name → rows
    documents: int
    messages: int
    free_texts: int  # notes and facts, which a person reads again before handing them over
    requests: tuple[str, ...]


def copy(ctx: Context, reference: str) -> Copy:
    """Write somebody's archive and note that it was made.

    Raises:
        RefusedError: the profile of who asks may not export everything.
    """
    ctx.act_on()
    if not all(ctx.actor.rights.may(data, Action.EXPORT) for data in PERSONAL):
        raise RefusedError(
            "votre profil ne peut pas exporter tout ce qui est tenu sur cette personne : "
            "la copie serait incomplète.",
            remedy="Demandez à quelqu’un dont le profil le permet (own, assistant).",
        )
    project = load(ctx)
    with reading(ctx) as db:
        contact = contacts.by_reference(db, reference)
        rows = personal.rows_of(db, contact.id)
        messages = messages_to(db, contact.id)
        texts = {run.campaign: run.source for run in outbox.runs(db)}
        told = exports.told_to(db, contact.reference)
        papers = [one for one in documents.documents(db) if one.contact_id == contact.id]
    path = export_path(ctx, f"acces-{contact.reference}", ".zip")
    files = _files(ctx, project, contact, rows, messages, told)
    sent = dict.fromkeys(one.campaign for one in messages)
    files |= {f"messages/{slug(name)}.md": _text(texts[name]) for name in sent if name in texts}
    files |= _messages_sent(ctx, messages)
    files |= _papers(ctx, [one.path for one in papers if one.path])
    access.note(
        ctx, act="privacy.access", record_id=contact.reference,
        rows=sum(map(len, rows.values())), purpose="droit d’accès", recipient=THE_PERSON,
    )  # fmt: skip
    write_private(path, _zip(files, ctx.now()))
    with begin(ctx, act="privacy.access") as tx:
        numbers = rights.answered(tx, contact, Right.ACCESS, outcome="copie remise")
    return Copy(
        path=str(path.relative_to(ctx.root)),
        reference=contact.reference,
        rows=sum(map(len, rows.values())),
        tables={table_name(name): len(held) for name, held in rows.items()},
        documents=sum(name.startswith("documents/") for name in files),
        messages=len(messages),
        free_texts=sum(len(rows.get(name, ())) for name in ("contact_note", "contact_fact")),
        requests=numbers,
    )


def _files(
    ctx: Context,
    project: Project,
    contact: Contact,
    rows: Mapping[str, list[dict[str, Any]]],
    messages: Sequence[Followed],
    told: Sequence[Told],
) -> dict[str, bytes]:
    purposes = _purposes(project, rows)
    data = {
        "controller": project.organisation.name,
        "made_at": ctx.now(),
        "reference": contact.reference,
        "purposes": {id_: one.title for id_, one in purposes.items()},
        "recipients": told,
        "data": rows,
    }
    made = {"LISEZMOI.txt": _readme(project).encode(), "donnees.json": _json(data)}
    for name, held in rows.items():
        said = [row_said(row, ctx.zone) for row in held]
        header = list(dict.fromkeys(column for row in said for column in row))
        cells = ([row.get(column, "") for column in header] for row in said)
        made[f"tableaux/{slug(table_name(name))}.csv"] = csv_bytes(header, cells)
    record = _record(ctx, project, contact, rows, purposes, told)
    head = letterhead(project.organisation, project.site, specimen=ctx.demonstration)
    folders = resources.theme_folders(ctx.root)
    made["vos-donnees.pdf"] = print_record(record, head, folders=folders, timestamp=ctx.now())
    return made


def _purposes(project: Project, rows: Mapping[str, Any]) -> dict[str, Purpose]:
    """Return what this person's data are for: the purposes of their roles, and those without."""
    roles = {row["role"] for row in rows.get("contact_role", ())}
    roles |= {role for name, role in (("membership", "member"), ("donation", "donor"),
                                      ("invoice", "customer")) if rows.get(name)}  # fmt: skip
    said = {row["scope"] for row in rows.get("consent_event", ())}
    roles |= {"subscriber"} if said else set()
    return {
        id_: one
        for id_, one in project.processing.purposes.items()
        if not one.roles or roles & set(one.roles) or id_ in said
    }


def _record(
    ctx: Context,
    project: Project,
    contact: Contact,
    rows: Mapping[str, list[dict[str, Any]]],
    purposes: Mapping[str, Purpose],
    told: Sequence[Told],
) -> Record:
    organisation = project.organisation
    where = organisation.privacy_email or organisation.email or organisation.phone
    sections = [
        *_held(rows, ctx.zone),
        *map(_purpose_section, purposes.values()),
        _told_section(told, ctx.zone),
    ]
    return Record(
        title="Ce que nous savons de vous",
        subtitle=f"{contact.full_name} · {contact.reference} · {french_date(ctx.today)}",
        intro=(
            f"{organisation.name} est responsable de ces données. Ce document répond à votre "
            "demande d’accès (RGPD, art. 15) : il dit tout ce que nous tenons sur vous, d’où cela "
            "vient, à quoi cela sert, à qui c’est communiqué et pour combien de temps.",
        ),
        sections=(*sections, _rights_section(where, organisation.dpo)),
    )


def _held(rows: Mapping[str, list[dict[str, Any]]], zone: tzinfo) -> Iterator[Section]:
    for name, held in rows.items():
        if name in NOT_PRINTED or not held:
            continue
        said = [
            row_said({k: v for k, v in row.items() if k not in UNPRINTED and v != "{}"}, zone)
            for row in held
        ]
        yield from table(table_name(name), said)


def _purpose_section(purpose: Purpose) -> Section:
    facts = [
        (
            "Fondement",
            purpose.basis.french + (f" : {purpose.interest}" if purpose.interest else ""),
        ),
        ("Données", french_list(purpose.data)),
        ("Destinataires", french_list(purpose.recipients)),
        ("Sous-traitants", french_list(purpose.processors)),
        ("Durée", purpose.retention),
        ("Origine", purpose.source),
    ]
    title = f"À quoi cela sert : {purpose.title}"
    return Section(title=title, facts=tuple((label, said) for label, said in facts if said))


def _told_section(told: Sequence[Told], zone: tzinfo) -> Section:
    if not told:
        return Section(
            title="Communications",
            text=("Vos données n’ont été remises à personne d’autre, que nous sachions, depuis un "
                  "an.",),
        )  # fmt: skip
    rows = tuple(
        (french_date(one.at.astimezone(zone).date()), one.recipient, one.purpose) for one in told
    )
    return Section(title="Communications", header=("le", "à", "pour"), rows=rows)


def _rights_section(where: str, officer: str) -> Section:
    return Section(
        title="Vos droits",
        text=(
            "Vous pouvez demander la rectification ou l’effacement de ces données, la limitation "
            "de ce que nous en faisons, leur portabilité, vous opposer à leur usage, et retirer un "
            f"accord à tout moment. Écrivez à {' ou à '.join(filter(None, (where, officer)))}. "
            "Nous répondons dans le mois.",
            "Vous pouvez dire ce qu’elles deviendront après votre mort (loi 78-17, art. 85).",
            "Si notre réponse ne vous convient pas, vous pouvez adresser une réclamation à la CNIL "
            "(cnil.fr, 3 place de Fontenoy, TSA 80715, 75334 Paris cedex 07).",
            "Aucune décision vous concernant n’est prise par une machine seule.",
        ),
    )  # fmt: skip


def _readme(project: Project) -> str:
    return (
        f"Vos données, tenues par {project.organisation.name}\n\n"
        "vos-donnees.pdf  à lire : tout, en clair, et vos droits\n"
        "tableaux/        les mêmes données, à ouvrir dans un tableur\n"
        "donnees.json     les mêmes données, pour un autre logiciel (portabilité)\n"
        "documents/       les devis, factures et reçus à votre nom\n"
        "messages/        le texte des envois qui vous ont été adressés\n"
    )


def _json(data: Mapping[str, Any]) -> bytes:
    return json.dumps(data, default=_plain, ensure_ascii=False, indent=2).encode()


def _plain(value: Any) -> Any:
    if isinstance(value, Told):
        return {"at": value.at, "recipient": value.recipient, "purpose": value.purpose}
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    raise TypeError(f"cannot write a {type(value).__name__}")


def _text(source: str) -> bytes:
    campaign = thaw(source)
    return f"# {campaign.title}\n\n{campaign.body}\n".encode()


def _messages_sent(ctx: Context, messages: Sequence[Followed]) -> dict[str, bytes]:
    wanted = {one.reference for one in messages}
    found = outbox_files.files_of(ctx, wanted)
    return {f"messages/{path.name}": path.read_bytes() for path in found}


def _papers(ctx: Context, paths: Sequence[str]) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for name in paths:
        path = ctx.var / "documents" / name
        if not path.is_file():
            path = ctx.root / name
        if path.is_file():
            found[f"documents/{Path(name).name}"] = path.read_bytes()
    return found


def _zip(files: Mapping[str, bytes], now: datetime) -> bytes:
    out = io.BytesIO()
    stamp = (now.year, now.month, now.day, now.hour, now.minute, now.second)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(name, stamp), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
