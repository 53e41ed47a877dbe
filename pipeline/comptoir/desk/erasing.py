"""Erase somebody: out of the active base, of the exports and of the outbox; say what is kept."""

import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from comptoir.contacts.model import Contact
from comptoir.context import Context
from comptoir.dates import french_date
from comptoir.desk import outbox_files, rights
from comptoir.desk.filing import FOLDER
from comptoir.desk.outbox_files import Printed
from comptoir.desk.project import load
from comptoir.errors import RefusedError
from comptoir.errors.french import os_error
from comptoir.identifiers import national_phone
from comptoir.store import begin, contacts, erasure, holds, reading
from comptoir.store.erasure import Erased, Kept
from comptoir.store.exports import Told, told_to
from comptoir.store.reached import messages_of
from comptoir.store.rights import Right

THE_PERSON = "la personne"  # who a copy was handed to
LARGEST = 200_000_000  # bytes of an export that is looked into
SEALED = (".age",)  # what cannot be looked into


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What an erasure will do, before it is done."""

    reference: str
    kept: tuple[Kept, ...]
    files: tuple[str, ...]  # that name the person, and go
    tables: tuple[str, ...]  # of many, from which the person goes
    printed: tuple[Printed, ...]  # for many, the person among them: they stay until their end
    sealed: tuple[str, ...]  # encrypted exports: nobody can look into them
    told: tuple[Told, ...]  # who was given data that may hold the person (GDPR, art. 19)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What an erasure did."""

    plan: Plan
    gone: Mapping[str, int]
    values: int
    objections: int
    stopped: int
    requests: tuple[str, ...]


def plan(ctx: Context, reference: str) -> Plan:
    """Return what erasing somebody would do.

    Raises:
        RefusedError: the file is held, an invoice is to be paid, or an order is under way.
    """
    with reading(ctx) as db:
        contact = contacts.by_reference(db, reference)
        if frozen := holds.standing(db, today=ctx.today, contact_ids=[contact.id]):
            one = frozen[contact.id]
            raise RefusedError(
                f"{contact.reference} est gelé jusqu’au {french_date(one.until)} : {one.because} "
                "(RGPD, art. 17.3.e).",
                remedy=f"Quand c’est fini : comptoir rgpd geler {contact.reference} --lever.",
            )
        running = erasure.unfinished(db, [contact.id]).get(contact.id, [])
        if running:
            raise RefusedError(
                f"{contact.reference} a encore quelque chose en cours : {', '.join(running)} "
                "(RGPD, art. 17.3.b et e).",
                remedy="Encaissez, annulez ou livrez d’abord ; en attendant, vous pouvez limiter : "
                f"comptoir rgpd limiter {contact.reference}.",
            )
        kept = erasure.kept_of(db, contact.id)
        messages = messages_of(db, [contact.id]) | {contact.reference}
        told = [one for one in told_to(db, contact.reference) if one.recipient != THE_PERSON]
    return Plan(
        reference=contact.reference,
        kept=tuple(kept),
        files=tuple(files_about(ctx, [contact], messages)),
        tables=tuple(_shown(ctx, path) for path in outbox_files.tables_of(ctx, messages)),
        printed=tuple(outbox_files.printed_with(ctx, messages)),
        sealed=tuple(_shown(ctx, path) for path in _exports(ctx) if path.suffix in SEALED),
        told=tuple(told),
    )


def erase(ctx: Context, reference: str) -> Report:
    """Erase somebody who asked for it, or whom we have no reason to keep."""
    today = ctx.act_on()
    project = load(ctx)
    wanted = plan(ctx, reference)
    with begin(ctx, act="privacy.erase") as tx:
        contact = contacts.by_reference(tx.db, reference)
        outcome = "effacé ; pièces comptables archivées" if wanted.kept else "effacé"
        numbers = rights.answered(tx, contact, Right.ERASURE, outcome=outcome)
        messages = messages_of(tx.db, [contact.id])
        done = erasure.erase(tx, [contact], project.purposes, today=today)
    remove(ctx, [*wanted.files, *unfiled(done)])
    outbox_files.take_out(ctx, messages)
    return Report(
        plan=wanted,
        gone=done.gone,
        values=done.values,
        objections=done.objections,
        stopped=done.stopped,
        requests=numbers,
    )


def unfiled(done: Erased) -> list[str]:
    """Return the files of the documents that an erasure took out of the register."""
    return [f"var/{FOLDER}/{path}" for path in done.files]


def remove(ctx: Context, files: Iterable[str]) -> None:
    """Remove files of `var/` that name who was erased."""
    for name in files:
        try:
            (ctx.root / name).unlink(missing_ok=True)
        except OSError as error:
            raise os_error(error) from error


def files_about(ctx: Context, people: Sequence[Contact], messages: set[str]) -> list[str]:
    """Return the files of `var/exports` and `var/outbox` that name some people."""
    words = [marks for one in people if (marks := _marks(one))]
    found = [path for path in _exports(ctx) if _names(path, words)]
    found += outbox_files.files_of(ctx, messages)
    return [_shown(ctx, path) for path in sorted(found)]


def _exports(ctx: Context) -> list[Path]:
    folder = ctx.var / "exports"
    return [path for path in sorted(folder.rglob("*")) if path.is_file()]


def _marks(contact: Contact) -> list[bytes]:
    """What names somebody for sure: a reference, an address, a number; then the whole name."""
    numbers = [n for n in (contact.phone, contact.mobile) if n]
    words = [contact.reference, contact.email, *numbers, *map(national_phone, numbers)]
    if contact.first_name and contact.last_name:
        first, last = contact.first_name, contact.last_name
        words += [f"{sep.join(pair)}" for pair in ((first, last), (last, first)) for sep in " ;,"]
    return [word.lower().encode() for word in words if len(word) > 5]


def _names(path: Path, people: Sequence[Sequence[bytes]]) -> bool:
    """Whether a file names one of these people; workbooks and archives are opened."""
    try:
        if path.suffix in SEALED or path.stat().st_size > LARGEST:
            return False
        for content in _contents(path):
            lowered = content.lower()
            if any(mark in lowered for marks in people for mark in marks):
                return True
    except OSError as error:
        raise os_error(error) from error
    return False


def _contents(path: Path) -> Iterator[bytes]:
    if not zipfile.is_zipfile(path):
        yield path.read_bytes()
        return
    with zipfile.ZipFile(path) as archive:
        for info in archive.infolist():
            if info.file_size <= LARGEST:
                yield archive.read(info)


def _shown(ctx: Context, path: Path) -> str:
    return path.relative_to(ctx.root).as_posix()


def kept_until(kept: Sequence[Kept]) -> date | None:
    return max((one.until for one in kept), default=None)
