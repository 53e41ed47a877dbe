"""Find a document of the house: what it filed, and what it issued."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import Connection

from comptoir import profiles
from comptoir.context import Context
from comptoir.desk import archives
from comptoir.desk.documents import house
from comptoir.desk.filing import FOLDER
from comptoir.documents.kinds import (
    FILE_NAMES,
    FRENCH_SECTIONS,
    ISSUED,
    READ_BY,
    Readers,
    Section,
    circles_of,
)
from comptoir.law import keeping
from comptoir.profiles import Action
from comptoir.readers.files import is_unchanged
from comptoir.store import access, contacts, documents, filed, reading
from comptoir.store.documents import KeptDocument
from comptoir.store.filed import Filed
from comptoir.text import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A document, filed or issued, as it is listed."""

    reference: str
    kind: str
    title: str
    dated: date
    section: str
    contact: str
    path: str  # under var/documents/
    sha256: str
    keep_until: date | None
    readers: str
    issued: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A document with all that is known of it."""

    found: Found
    about: str
    term: str
    hold: str
    versions: tuple[str, ...]
    size: int
    intact: bool | None  # none: its file is gone
    gone: str


def find(
    ctx: Context,
    words: Sequence[str],
    *,
    kind: str = "",
    contact: str = "",
    old_versions: bool = False,
    limit: int = 50,
) -> list[Found]:
    """Return the documents that hold every word, the latest first."""
    wanted = house.words(words)
    with reading(ctx) as db:
        person = contacts.by_reference(db, contact).id if contact else None
        circles = circles_of(ctx.actor.rights)
        mine = filed.find(
            db, wanted, readers=circles, kind=kind, contact_id=person,
            old_versions=old_versions, limit=limit,
        )  # fmt: skip
        hidden = archives.hidden(ctx, db)
        found = [_filed(one) for one in mine if one.contact_id not in hidden]
        if Readers.FINANCE in circles:
            found += _issued(ctx, db, wanted, kind=kind, person=person, limit=limit)
    found.sort(key=lambda one: (one.dated, one.reference), reverse=True)
    return found[:limit]


def filed_as_found(ctx: Context, db: Connection, circles: Sequence[str]) -> list[Found]:
    """Return every filed document whose file must be there, as some circles see them."""
    hidden = archives.hidden(ctx, db)
    return [
        _filed(one) for one in filed.present(db)
        if one.readers in circles and one.contact_id not in hidden
    ]  # fmt: skip


def issued_as_found(ctx: Context, db: Connection) -> list[Found]:
    """Return every issued document that has a file."""
    return _issued(ctx, db, (), kind="", person=None, limit=-1)


def show(ctx: Context, reference: str) -> Shown:
    """Return all that is known of a document, and note that it was read.

    Raises:
        InputError: none bears that reference.
        RefusedError: the profile may not read that kind.
    """
    with reading(ctx) as db:
        issued = documents.numbered(db, reference.strip().upper())
        if issued is not None:
            _let_read(ctx, Readers.FINANCE, reference)
            archives.check(ctx, db, issued.contact_id, number=issued.number)
            [one] = _with_contacts(db, [issued])
            return Shown(
                found=one,
                about="",
                term=house.years(keeping.BOOKS),
                hold="",
                versions=(),
                size=_size(ctx, one.path),
                intact=None if issued.gone else intact(ctx, one),
                gone=f"détruit, {issued.gone}" if issued.gone else "",
            )
        known = filed.by_reference(db, reference)
        versions = tuple(each.reference for each in filed.versions(db, known))
    readers = Readers(known.readers)
    _let_read(ctx, readers, known.reference)
    if readers is not Readers.TEAM or known.contact_id:
        access.note(ctx, act="document.read", noun="document", record_id=known.reference)
    one = _filed(known)
    return Shown(
        found=one,
        about=known.about,
        term=known.term,
        hold=f"{known.hold_because} (jusqu’au {known.hold_until:%d/%m/%Y})"
        if known.held_on(ctx.today)
        else "",
        versions=versions if len(versions) > 1 else (),
        size=known.size,
        intact=None if known.gone_at else intact(ctx, one),
        gone=known.gone_because,
    )


def intact(ctx: Context, one: Found) -> bool:
    """Whether a document's file is there, the same to the byte as when it was filed."""
    return is_unchanged(place(ctx, one.path), one.sha256)


def place(ctx: Context, path: str) -> Path:
    return ctx.var / FOLDER / path


def _size(ctx: Context, path: str) -> int:
    there = place(ctx, path)
    return there.stat().st_size if there.is_file() else 0


def _let_read(ctx: Context, readers: Readers, reference: str) -> None:
    profiles.require(ctx.actor.rights, [READ_BY[readers]], Action.SEE, act=f"document {reference}")


def _filed(one: Filed) -> Found:
    return Found(
        reference=one.reference,
        kind=one.kind,
        title=one.title,
        dated=one.dated,
        section=FRENCH_SECTIONS[Section(one.section)],
        contact=one.contact,
        path=one.path,
        sha256=one.sha256,
        keep_until=one.keep_until,
        readers=one.readers,
        issued=False,
    )


def _issued(
    ctx: Context, db: Connection, words: Sequence[str], *, kind: str, person: int | None, limit: int
) -> list[Found]:
    """Look into the frozen copies of what was issued, the latest first; no limit below zero."""
    hidden = archives.hidden(ctx, db)
    wanted = [fold(word) for word in words]
    found: list[KeptDocument] = []
    for one in reversed(documents.documents(db)):
        if len(found) == limit:
            break
        if not one.path or one.contact_id in hidden or (person and one.contact_id != person):
            continue
        if kind and FILE_NAMES.get(one.kind, one.kind) != kind:
            continue
        told = fold(f"{one.number} {one.path} {_title(one)[0]} {one.content}")
        if all(word in told for word in wanted):
            found.append(one)
    return _with_contacts(db, found)


def _title(one: KeptDocument) -> tuple[str, Section]:
    return ISSUED.get(FILE_NAMES.get(one.kind, one.kind), (one.kind, Section.OTHER))


def _with_contacts(db: Connection, issued: Sequence[KeptDocument]) -> list[Found]:
    """Return issued documents as they are listed; whose they are is asked once for all."""
    people = contacts.many(db, sorted({one.contact_id for one in issued}))
    references = {one.id: one.reference for one in people}
    return [_of_issued(one, references.get(one.contact_id, "")) for one in issued]


def _of_issued(one: KeptDocument, contact: str) -> Found:
    title, section = _title(one)
    return Found(
        reference=one.number,
        kind=FILE_NAMES.get(one.kind, one.kind),
        title=title,
        dated=one.issued_on,
        section=FRENCH_SECTIONS[section],
        contact=contact,
        path=one.path,
        sha256=one.pdf_sha256,
        keep_until=one.keep_until,
        readers=Readers.FINANCE.value,
        issued=True,
    )
