"""File a document: named by the house's grammar, hashed, its words read, its term counted."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from comptoir import profiles
from comptoir.context import Context
from comptoir.desk.documents import house
from comptoir.desk.filing import FOLDER
from comptoir.documents.kinds import READ_BY, Kind, Readers, named
from comptoir.documents.naming import found_day
from comptoir.errors import InputError, Place, RefusedError
from comptoir.errors.french import os_error
from comptoir.private import write_private
from comptoir.profiles import Action
from comptoir.readers.document_text import document_words
from comptoir.store import Transaction, begin, contacts, filed
from comptoir.store.documents import sha256
from comptoir.store.filed import Filed

LARGEST = 500_000_000  # bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Adding:
    """What somebody says of a document to file."""

    path: Path
    kind: str
    title: str = ""
    dated: date | None = None
    ends: date | None = None
    contact: str = ""
    about: str = ""
    replaces: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    document: Filed
    kind: Kind
    notices: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """A document made by the house itself: its bytes, and what they say."""

    content: bytes
    suffix: str
    title: str
    dated: date
    text: str = ""
    ends: date | None = None
    contact_id: int | None = None
    contact: str = ""  # its reference, which ends the name
    about: str = ""
    replaces_id: int | None = None


def add(ctx: Context, adding: Adding) -> Added:
    """File a document that somebody gives.

    Raises:
        InputError: the file cannot be read, is empty, or is filed already.
        RefusedError: the profile may not file that kind; another version replaced the one named.
    """
    ctx.act_on()
    kind = named(house.kinds(ctx), adding.kind)
    content = _read(adding.path)
    words = document_words(adding.path)
    dated, notices = _day(adding, ctx.today)
    with begin(ctx, act="document.add") as tx:
        if same := filed.with_content(tx.db, sha256(content)):
            raise InputError(f"ce document est déjà classé : {same.reference}.",
                             at=Place(adding.path.name))  # fmt: skip
        old = _replaced(tx, adding.replaces)
        person = contacts.by_reference(tx.db, adding.contact) if adding.contact else None
        document = keep(ctx, tx, kind, Content(
            content=content,
            suffix=adding.path.suffix,
            title=adding.title or (old.title if old else "") or _title(adding.path, kind),
            dated=dated,
            text=words.text,
            ends=adding.ends or (old.ends if old else None),
            contact_id=person.id if person else old.contact_id if old else None,
            contact=person.reference if person else old.contact if old else "",
            about=adding.about or (old.about if old else ""),
            replaces_id=old.id if old else None,
        ))  # fmt: skip
    told = (*notices, words.notice) if words.notice else notices
    return Added(document=document, kind=kind, notices=told)


def keep(ctx: Context, tx: Transaction, kind: Kind, paper: Content) -> Filed:
    """File bytes within an act; a roll back leaves nothing that `document lint` does not find.

    Raises:
        RefusedError: the profile of who acts may not file that kind.
    """
    profiles.require(ctx.actor.rights, [READ_BY[kind.readers]], Action.CHANGE, act="document.add")
    reference = filed.next_reference(tx)
    name = house.grammar(ctx).name(
        paper.dated, kind.name, reference, party=paper.contact, suffix=paper.suffix
    )
    path = f"{paper.dated.year}/{name}"
    document = filed.add(
        tx,
        text=paper.text,
        reference=reference,
        kind=kind.name,
        section=kind.section.value,
        title=paper.title,
        dated=paper.dated,
        ends=paper.ends,
        contact_id=paper.contact_id,
        about=paper.about,
        replaces_id=paper.replaces_id,
        path=path,
        size=len(paper.content),
        sha256=sha256(paper.content),
        readers=kind.readers.value,
        duty=int(kind.duty),
        term=house.years(kind.term),
        keep_until=kind.term.until(paper.dated, paper.ends),
    )
    write_private(ctx.var / FOLDER / path, paper.content)
    return document


def say_more(ctx: Context, reference: str, *, title: str, ends: date | None) -> Filed:
    """Change the title of a document, or say when what it speaks of ends."""
    ctx.act_on()
    with begin(ctx, act="document.edit") as tx:
        one = filed.by_reference(tx.db, reference)
        readers = Readers(one.readers)
        profiles.require(ctx.actor.rights, [READ_BY[readers]], Action.CHANGE, act=tx.act)
        values: dict[str, object] = {"title": title} if title else {}
        if ends:
            term = named(house.kinds(ctx), one.kind).term
            until = term.until(one.dated, ends)
            if one.keep_until and until and until < one.keep_until:
                raise RefusedError(
                    "une durée de conservation ne se raccourcit pas.",
                    remedy=f"Elle court jusqu’au {one.keep_until:%d/%m/%Y}.",
                )
            values |= {"ends": ends, "keep_until": until}
        if values:
            filed.mark(tx, one, **values)
        return filed.by_id(tx.db, one.id)


def hold(ctx: Context, reference: str, *, until: date, because: str) -> Filed:
    """Freeze a document: a dispute or a control wants it kept longer (LAW, RET022)."""
    today = ctx.act_on()
    if until <= today:
        raise InputError("cette date est passée.", remedy="Donnez un jour à venir : --until.")
    with begin(ctx, act="document.hold") as tx:
        one = filed.by_reference(tx.db, reference)
        filed.mark(tx, one, hold_until=until, hold_because=because)
        return filed.by_id(tx.db, one.id)


def _replaced(tx: Transaction, reference: str) -> Filed | None:
    if not reference:
        return None
    old = filed.by_reference(tx.db, reference)
    latest = filed.versions(tx.db, old)[-1]
    if latest.id != old.id:
        raise RefusedError(
            f"{old.reference} a déjà une version plus récente : {latest.reference}.",
            remedy=f"Remplacez celle-ci : --replaces {latest.reference}",
        )
    return old


def _read(path: Path) -> bytes:
    at = Place(path.name)
    try:
        if not path.is_file():
            raise InputError("ce fichier n’existe pas.", at=at)
        if path.stat().st_size > LARGEST:
            raise InputError("ce fichier est trop gros (plus de 500 Mo).", at=at)
        content = path.read_bytes()
    except OSError as error:
        raise os_error(error) from error
    if not content:
        raise InputError("ce fichier est vide.", remedy="Vérifiez l’original.", at=at)
    return content


def _day(adding: Adding, today: date) -> tuple[date, tuple[str, ...]]:
    """Return the day of the document: as said, as its name says, or of its last change."""
    day = adding.dated or found_day(adding.path.name)
    if day is None:
        day = datetime.fromtimestamp(adding.path.stat().st_mtime, UTC).date()
        told = f"daté du {day:%d/%m/%Y}, jour de son fichier ; sinon, dites-le : --date"
        return min(day, today), (told,)
    if day > today:
        raise InputError("un document ne peut pas être daté de l’avenir.",
                         remedy="Corrigez --date.", at=Place(adding.path.name))  # fmt: skip
    return day, ()


def _title(path: Path, kind: Kind) -> str:
    words = path.stem.replace("_", " ").strip()
    return words if any(c.isalpha() for c in words) else kind.title
