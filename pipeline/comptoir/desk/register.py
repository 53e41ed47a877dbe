"""The register of the mail: enter, thread to a request, see to it, keep receipts."""

import hashlib
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from comptoir.campaigns.returns.incoming import Incoming, Kind
from comptoir.contacts.privacy import MASKED, sees
from comptoir.context import Context
from comptoir.errors import InputError, Place, RefusedError
from comptoir.errors.french import os_error
from comptoir.private import write_private
from comptoir.profiles import DataClass
from comptoir.readers.files import is_unchanged
from comptoir.requests.model import OPEN, Channel, Request
from comptoir.store import Transaction, access, begin, contacts, mail, reading, register, requests
from comptoir.store.register import IN, OUT, REGISTERED, Item, NewItem
from comptoir.text import on_one_line

FOLDER = "courrier"  # under var/
CHANNELS = {"post": "courrier", "registered": "recommandé", "email": "mél", "hand": "main propre"}
NAMED = re.compile(r"\bDEM-\d{4}-\d{4,}\b", re.IGNORECASE)
LARGEST = 50_000_000  # bytes of a file that is kept
RECEIPT = timedelta(days=15)  # after which the receipt of a registered letter is looked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What is said of something that came in or goes out."""

    direction: str
    channel: str
    object: str
    contact: str = ""
    party: str = ""
    request: str = ""
    on: date | None = None
    file: Path | None = None
    registered: str = ""


def add(ctx: Context, entry: Entry) -> Item:
    """Enter something in the register, with a copy of its file.

    Raises:
        InputError: nobody or nothing is named, or the file cannot be read.
    """
    day, about = ctx.act_on(), on_one_line(entry.object)
    if not about:
        raise InputError("il manque l’objet du courrier.", remedy="Dites-le par --object.")
    if not (entry.contact or entry.party.strip()):
        raise InputError("de qui, ou à qui ?", remedy="Donnez --contact C-…, ou --party « … ».")
    if (entry.channel == REGISTERED) is not bool(entry.registered.strip()):
        raise InputError(
            "un recommandé a un numéro, et lui seul.",
            remedy="Donnez --channel registered et --registered, ou aucun des deux.",
        )
    on = entry.on or day
    if on > day:
        raise InputError("cette date est à venir.", remedy="Corrigez --on.")
    content = _content(entry.file) if entry.file else b""
    with begin(ctx, act="mail.add") as tx:
        contact = contacts.by_reference(tx.db, entry.contact) if entry.contact else None
        one = requests.numbered(tx.db, entry.request, year=day.year) if entry.request else None
        contact_id = contact.id if contact else one.contact_id if one else None
        new = NewItem(
            direction=entry.direction,
            channel=entry.channel,
            on=on,
            party=on_one_line(entry.party),
            object=about,
            contact_id=contact_id,
            request_id=one.id if one else None,
            filed_on=day if one or entry.direction == OUT else None,
            registered=" ".join(entry.registered.split()),
        )
        number = register.add(tx, new)
        if one:
            requests.happened(tx, one.id, "mail", number)
        if entry.file:
            keep(tx, number, content, entry.file.suffix.lower(), on)
    with reading(ctx) as db:
        return register.numbered(db, number)


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise InputError("ce fichier dépasse 50 Mo.", remedy="Allégez-le.", at=Place(str(path)))
        return path.read_bytes()
    except FileNotFoundError as error:
        raise InputError("ce fichier n’existe pas.", at=Place(str(path))) from error
    except OSError as error:
        raise os_error(error) from error


def keep(
    tx: Transaction, number: str, content: bytes, suffix: str, on: date, *, receipt: bool = False
) -> None:
    """Keep a file beside its line; its name says the number alone."""
    name = f"{FOLDER}/{on.year}/{number}{'-AR' if receipt else ''}{suffix}"
    write_private(tx.ctx.var / name, content)
    if receipt:
        register.change(tx, number, receipt_path=name)
        return
    register.change(tx, number, path=name, sha256=hashlib.sha256(content).hexdigest())


def take_in(tx: Transaction, one: Incoming, raw: bytes, contact_id: int | None) -> str:
    """Enter an e-mail that somebody wrote, threaded to its request; return its number.

    The request is the one that the subject names, or that a message it answers was about. A
    message whose request waits already is seen to with it; another waits to be seen to.
    """
    if one.kind is not Kind.MESSAGE:
        return ""
    today = tx.ctx.today
    on = min(tx.ctx.day_of(one.at), today) if one.at else today
    found = _request_of(tx, one)
    number = register.add(
        tx,
        NewItem(
            direction=IN,
            channel="email",
            on=on,
            party="" if contact_id else one.sender,
            object=on_one_line(one.subject)[:300] or "(sans objet)",
            contact_id=contact_id or (found.contact_id if found else None),
            request_id=found.id if found else None,
            message_key=_key(one.message_id),
            filed_on=today if found and found.state in OPEN else None,
        ),
    )
    keep(tx, number, raw, ".eml", on)
    if found:
        requests.happened(tx, found.id, "mail", number)
    return number


def _request_of(tx: Transaction, one: Incoming) -> Request | None:
    for named in NAMED.findall(one.subject):
        try:
            return requests.numbered(tx.db, named, year=tx.ctx.today.year)
        except InputError:
            continue  # a number of nobody's: the references may know better
    number = register.request_of(tx.db, [_key(answer) for answer in one.answers])
    return requests.numbered(tx.db, number, year=tx.ctx.today.year) if number else None


def _key(message_id: str) -> str:
    """Return what a message is known by in the register: a digest, written with or without <>."""
    bare = message_id.strip().strip("<>")
    return mail.key_of(bare, b"") if bare else ""


def sent(tx: Transaction, one: Request, *, channel: Channel, about: str, path: str,
         message_id: str = "") -> str:  # fmt: skip
    """Enter an answer that leaves; return its number."""
    number = register.add(
        tx,
        NewItem(
            direction=OUT,
            channel="post" if channel is Channel.LETTER else "email",
            on=tx.ctx.today,
            party="" if one.contact_id else one.caller,
            object=about,
            contact_id=one.contact_id,
            request_id=one.id,
            message_key=_key(message_id),
            filed_on=tx.ctx.today,
        ),
    )
    register.change(tx, number, path=path)
    return number


def attach(ctx: Context, number: str, *, to: str, seen: bool) -> Item:
    """Tie a line to its request, or say that it was seen to without one."""
    day = ctx.act_on()
    if bool(to) is seen:
        raise InputError("à quelle demande ?", remedy="Donnez --request DEM-…, ou --seen.")
    with begin(ctx, act="mail.attach") as tx:
        item = register.numbered(tx.db, number)
        if to:
            one = requests.numbered(tx.db, to, year=day.year)
            register.change(tx, item.number, request_id=one.id, filed_on=day)
            requests.happened(tx, one.id, "mail", item.number)
        else:
            register.change(tx, item.number, filed_on=day)
        return register.numbered(tx.db, item.number)


def receipt(ctx: Context, number: str, *, on: date, file: Path | None) -> Item:
    """Note the receipt of a registered letter, with its scan.

    Raises:
        RefusedError: it is no registered letter that left, or its receipt came already.
    """
    day = ctx.act_on()
    content = _content(file) if file else b""
    with begin(ctx, act="mail.receipt") as tx:
        item = register.numbered(tx.db, number)
        if item.channel != REGISTERED or item.direction != OUT:
            raise RefusedError(f"{item.number} n’est pas un recommandé qui est parti.")
        if item.receipt_on:
            raise RefusedError(f"L’avis de réception de {item.number} est déjà noté.")
        if not item.on <= on <= day:
            raise InputError("cette date ne va pas.", remedy="L’avis vient après le départ.")
        register.change(tx, item.number, receipt_on=on)
        if file:
            keep(tx, item.number, content, file.suffix.lower(), item.on, receipt=True)
        return register.numbered(tx.db, item.number)


def listing(ctx: Context, *, direction: str = "", waiting: bool = False) -> list[Item]:
    """Return the register, the newest first."""
    with reading(ctx) as db:
        found = register.listing(db, direction=direction, waiting=waiting)
    access.note(ctx, act="mail.register", noun="mail", rows=len(found))
    if sees(ctx.actor.rights, DataClass.REACH):
        return found
    return [replace(one, party=MASKED, object=MASKED) for one in found]


def altered(ctx: Context) -> list[str]:
    """Return the lines whose file is no longer there, or no longer the same."""
    with reading(ctx) as db:
        found = [one for one in register.listing(db) if one.sha256 and one.path]
    wrong = []
    for one in found:
        wrong += [] if is_unchanged(ctx.var / one.path, one.sha256) else [one.number]
    return wrong
