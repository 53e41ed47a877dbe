"""Old lists: attach the proof that exists to agreements without one.

An agreement without proof permits nothing (GDPR, art. 7.1; LAW, CNS014). A document proves it, and
a named person signs that it does.
"""

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from ipaddress import ip_address
from pathlib import Path

from sqlalchemy import Connection

from comptoir.consent import CHANNELS, ConsentEvent, EventKind, Purpose, consent_channel
from comptoir.contacts import cells
from comptoir.contacts.keys import word_key
from comptoir.context import Context
from comptoir.desk.project import load
from comptoir.desk.sheets import csv_bytes, export_path
from comptoir.errors import InputError, Place
from comptoir.errors.french import os_error, unknown
from comptoir.private import write_private
from comptoir.readers.tables import Row, Table, open_table
from comptoir.settings import PurposeClass
from comptoir.store import Transaction, begin, consents, contacts, reading
from comptoir.store.consents import NewEvent
from comptoir.text import on_one_line

PROOFS = "documents/preuves"  # under var/
LARGEST = 50_000_000  # bytes of a document
HEADINGS = {
    "reference": ["reference", "ref", "identifiant", "id", "numero"],
    "email": ["mel", "mail", "email", "e mail", "courriel", "email address", "adresse mel",
              "adresse mail", "adresse email", "adresse e mail"],
    "on": ["date", "date accord", "date d accord", "date de l accord", "optin time",
           "confirm time", "date d inscription", "date inscription"],
    "ip": ["ip", "adresse ip", "optin ip", "confirm ip"],
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What a named person says proves the agreements of a list."""

    purpose: str
    channel: str
    text: str  # the words agreed to
    method: str  # formulaire, papier, export
    signed_by: str
    page: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Adopted:
    """What became of the rows of a list."""

    rows: int
    proven: int
    reasons: Mapping[str, int]  # why rows were left, and how many
    evidence: str = ""  # where the document is kept
    rejects_file: str = ""
    dry_run: bool = False

    @property
    def refused(self) -> int:
        return sum(self.reasons.values())


@dataclass(slots=True)
class _Tally:
    new: list[NewEvent] = field(default_factory=list)
    left: list[tuple[Row, str]] = field(default_factory=list)


class _LeftError(Exception):
    """Why a row proves nothing, in French."""


def adopt(
    ctx: Context, path: Path, *, evidence: Path, claim: Claim, dry_run: bool = False
) -> Adopted:
    """Prove the agreements without proof of those whom a list names.

    Args:
        ctx: who acts.
        path: a table with a reference or an e-mail, and maybe a day and an IP address.
        evidence: the document that proves; a private copy is kept.
        claim: what it proves, signed.
        dry_run: count, and write nothing.

    Raises:
        InputError: the list or the claim is incomplete, with what is missing.
    """
    today = ctx.today if dry_run else ctx.act_on()
    wanted = _checked(ctx, claim)
    proof = _read(evidence)
    table = open_table(path)
    columns = _columns(table)
    kept = f"{PROOFS}/{hashlib.sha256(proof).hexdigest()[:16]}{evidence.suffix.lower()}"
    if dry_run:
        with reading(ctx) as db:
            tally = _judged(_Base(db, wanted), table, columns, claim, kept, today)
    else:
        with begin(ctx, act="consent.adopt") as tx:
            tally = _judged(_Base(tx.db, wanted), table, columns, claim, kept, today)
            _write(tx, tally, claim, proof, table)
            if tally.new:
                write_private(ctx.var / kept, proof)
    report = Adopted(
        rows=len(tally.new) + len(tally.left),
        proven=len(tally.new),
        reasons=dict(Counter(why for _, why in tally.left).most_common()),
        evidence=f"var/{kept}" if tally.new and not dry_run else "",
        dry_run=dry_run,
    )
    return report if dry_run else replace(report, rejects_file=_rejects(ctx, table, tally))


def _checked(ctx: Context, claim: Claim) -> Purpose:
    purpose = load(ctx).purpose(claim.purpose)
    channel = consent_channel(claim.channel)
    if channel not in CHANNELS:
        raise unknown("canal", claim.channel, CHANNELS, remedy=f"Canaux : {', '.join(CHANNELS)}.")
    if purpose.kind is PurposeClass.STATUTORY:
        raise InputError(
            f"« {purpose.title} » ne demande pas d’accord : ces messages sont dus.",
            remedy="Nommez un traitement fondé sur le consentement.",
        )
    if len(claim.signed_by.split()) < 2:
        raise InputError(
            "une preuve est attestée par quelqu’un : il manque son prénom et son nom.",
            remedy='Ajoutez --signed-by "Prénom Nom".',
        )
    if not claim.text.strip():
        raise InputError(
            "il manque la phrase à laquelle ces personnes ont dit oui.",
            remedy="Recopiez-la mot pour mot du document (--text).",
        )
    if claim.method == "formulaire" and not (claim.page and claim.since and claim.until):
        raise InputError(
            "un formulaire se prouve par son adresse et la période où il a servi.",
            remedy="Ajoutez --page, --from et --until.",
        )
    if claim.since and claim.until and claim.since > claim.until:
        raise InputError("cette période finit avant de commencer.", remedy="Échangez les dates.")
    return purpose


def _read(path: Path) -> bytes:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise os_error(error) from error
    if not content or len(content) > LARGEST:
        raise InputError(
            "ce document est vide ou trop gros (50 Mo au plus).",
            remedy="Donnez la capture du formulaire, les bulletins numérisés ou l’export daté.",
            at=Place(path.name),
        )
    return content


def _columns(table: Table) -> dict[str, int]:
    found: dict[str, int] = {}
    for index, heading in enumerate(table.header):
        for name, words in HEADINGS.items():
            if word_key(heading) in words:
                found.setdefault(name, index)
    if not {"reference", "email"} & set(found):
        raise InputError(
            "aucune colonne ne dit de qui il s’agit.",
            remedy="Il faut une colonne « référence » ou « mél ».",
            at=Place(table.shown, 1),
        )
    return found


class _Base:
    """Whom the base knows, and which of their agreements have no proof."""

    def __init__(self, db: Connection, purpose: Purpose) -> None:
        self.purpose = purpose
        self._db = db
        self.unproven = {
            (id_, channel): since
            for id_, scope, channel, since in consents.unproven(db)
            if scope == purpose.id
        }

    def contact_of(self, reference: str, email: str) -> int:
        """Return the id of the one contact that a row names."""
        ids = contacts.ids_of(self._db, reference=reference, email=email)
        if not ids:
            raise _LeftError("personne de ce nom dans la base")
        if len(ids) > 1:
            raise _LeftError("plusieurs contacts ont cette adresse mél : donnez la référence")
        return ids[0]


def _judged(
    base: _Base, table: Table, columns: dict[str, int], claim: Claim, kept: str, today: date
) -> _Tally:
    tally, seen = _Tally(), set[int]()
    for row in table.rows():
        try:
            new = _event(base, row, columns, claim, kept, today)
            if new.contact_id in seen:
                raise _LeftError("cette personne est déjà sur une autre ligne")
            seen.add(new.contact_id)
            tally.new.append(new)
        except _LeftError as why:
            tally.left.append((row, str(why)))
    return tally


def _event(
    base: _Base, row: Row, columns: dict[str, int], claim: Claim, kept: str, today: date
) -> NewEvent:
    cell = {name: row.cells[index].strip() for name, index in columns.items()}
    id_ = base.contact_of(cell.get("reference", ""), cell.get("email", "").lower())
    channel = consent_channel(claim.channel)
    noted = base.unproven.get((id_, channel))
    if noted is None:
        raise _LeftError("aucun accord sans preuve n’est noté pour cette personne")
    said = f"{kept.rsplit('/', 1)[1]}, attesté par {on_one_line(claim.signed_by)}"
    return NewEvent(
        contact_id=id_,
        event=ConsentEvent(
            kind=EventKind.GRANTED,
            scope=claim.purpose,
            channel=channel,
            on=_day(cell.get("on", ""), noted, claim, today),
        ),
        method=claim.method,
        text=claim.text.strip(),
        evidence=f"var/{PROOFS}/{said}",
        page=claim.page,
        ip=_ip(cell.get("ip", "")),
    )


def _day(text: str, noted: date, claim: Claim, today: date) -> date:
    try:
        day = cells.day(text) if text else noted
    except cells.CellError as error:
        raise _LeftError("la date de l’accord ne se lit pas") from error
    if not text and claim.method == "export":
        raise _LeftError("cette ligne n’a pas de date d’accord")
    if day > today:
        raise _LeftError("la date de l’accord est à venir")
    if (claim.since and day < claim.since) or (claim.until and day > claim.until):
        raise _LeftError("l’accord n’est pas de la période du formulaire")
    return day


def _ip(text: str) -> str:
    try:
        return str(ip_address(text)) if text else ""
    except ValueError:
        return ""


def _write(tx: Transaction, tally: _Tally, claim: Claim, proof: bytes, table: Table) -> None:
    consents.record(tx, tally.new)
    tx.record(
        "consent", f"{claim.purpose}/{claim.channel}",
        {
            "proven": (None, len(tally.new)),
            "list": (None, table.sha256),
            "evidence": (None, hashlib.sha256(proof).hexdigest()),
            "signed_by": (None, claim.signed_by),
        },
    )  # fmt: skip


def _rejects(ctx: Context, table: Table, tally: _Tally) -> str:
    if not tally.left:
        return ""
    path = export_path(ctx, "accords-laisses", ".csv")
    rows = ([*row.cells, why] for row, why in tally.left)
    write_private(path, csv_bytes([*table.header, "motif"], rows))
    return str(path.relative_to(ctx.root))
