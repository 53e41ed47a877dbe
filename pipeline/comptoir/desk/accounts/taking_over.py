"""`comptoir ledger import` and `check FILE`: the journal of another program, judged, taken over."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from sqlalchemy import Connection

from comptoir.context import Context
from comptoir.desk import books
from comptoir.desk.project import load
from comptoir.errors import InputError, Place, RefusedError
from comptoir.errors.french import os_error
from comptoir.ledger import Entry, FiscalYear
from comptoir.ledger.fec_check import judged
from comptoir.ledger.fec_form import FecFault
from comptoir.ledger.former import FormerLine, columns, lines_of, opening_of
from comptoir.money import ZERO
from comptoir.processes import many_objects
from comptoir.readers.columns import TableReport, report
from comptoir.readers.tables import open_table
from comptoir.store import balances, begin, contacts, ledger, reading

LARGEST = 500_000_000  # bytes of a FEC


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedFile:
    """A FEC of others, and what is wrong with it."""

    name: str
    lines: int
    faults: tuple[FecFault, ...]

    @property
    def blocking(self) -> int:
        return sum(one.blocking for one in self.faults)


def check_file(path: Path) -> JudgedFile:
    """Judge a FEC, whoever made it; it needs no base.

    Raises:
        InputError: the file cannot be read.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise InputError(
                "ce fichier est trop lourd pour un FEC.",
                remedy="Donnez celui d’un seul exercice.",
                at=Place(str(path)),
            )
        content = path.read_bytes()
    except OSError as error:
        raise os_error(error) from error
    with many_objects():
        found = judged(content, name=path.name)
    return JudgedFile(
        name=path.name, lines=max(len(content.splitlines()) - 1, 0), faults=tuple(found)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOver:
    """What the journal of another program holds, and what of it was taken."""

    file: str
    lines: int
    report: TableReport
    on: date
    entry: Entry
    unknown: tuple[str, ...]  # codes of third parties that no contact bears
    dry_run: bool

    @property
    def customers(self) -> Decimal:
        return sum((p.amount for p in self.entry.postings if p.account.startswith("411")), ZERO)


def take_over(
    ctx: Context, path: Path, *, on: date | None = None, dry_run: bool = False
) -> TakenOver:
    """Read the journal of another program and post the balances that it leaves.

    Args:
        ctx: who acts.
        path: a FEC, or a table with date, account, third party, debit and credit.
        on: the first day here; the one after the fiscal year of the journal by default.
        dry_run: say what would be posted, and post nothing.

    Raises:
        InputError: a line cannot be read.
        RefusedError: balances were taken over already, or do not balance.
    """
    if not dry_run:
        ctx.act_on()
    project = load(ctx)
    books.refuse_without(project)
    with reading(ctx) as db:
        told = read(db, path)
        day = on or _day_after(told.lines, books.start_month(project))
        entry = opening_of(told.lines, day, parties=told.parties)
        if ledger.has_journal(db, entry.journal):
            raise RefusedError(
                "Les soldes d’un ancien journal ont déjà été repris.",
                remedy="Ce qui manque se corrige par une écriture : comptoir journal enregistrer.",
            )
        books.refuse_closed(db, day)
        if balances.balances_before(db, day):
            raise RefusedError(
                "Le journal a déjà des écritures avant cette date : leurs soldes se reportent "
                "seuls.",
                remedy="Choisissez le premier jour tenu ici (--date).",
            )
    if not dry_run:
        with begin(ctx, act="ledger.import") as tx:
            books.post(tx, project, [entry])
            tx.record("ledger", entry.voucher, {"lines": (None, len(told.lines))})
    used = {posting.party_account for posting in entry.postings}
    return TakenOver(
        file=told.shown,
        lines=len(told.lines),
        report=told.report,
        on=day,
        entry=entry,
        unknown=tuple(code for code in told.unknown if code in used),
        dry_run=dry_run,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """The journal of another program, read, and whom its third parties are here."""

    shown: str
    lines: Sequence[FormerLine]
    report: TableReport
    parties: Mapping[str, str]

    @property
    def unknown(self) -> tuple[str, ...]:
        """Codes of third parties that no contact bears."""
        return tuple(sorted({one.party for one in self.lines if one.party} - set(self.parties)))


def read(db: Connection, path: Path) -> Read:
    """Read the journal of another program.

    Raises:
        InputError: a line cannot be read, or there is none.
    """
    table = open_table(path)
    rows = list(table.rows())
    at = columns(table.header, shown=table.shown)
    lines = list(lines_of(((row.line, row.cells) for row in rows), at, shown=table.shown))
    if not lines:
        raise InputError(
            "ce fichier n’a aucune écriture.",
            remedy="Exportez de nouveau l’exercice.",
            at=Place(table.shown),
        )
    return Read(
        shown=table.shown,
        lines=lines,
        report=report(table.header, rows),
        parties=_parties(db, lines),
    )


def _day_after(lines: Sequence[FormerLine], start_month: int) -> date:
    last = max(one.date for one in lines)
    return FiscalYear.of(last, start_month=start_month).ends + timedelta(days=1)


def _parties(db: Connection, lines: Sequence[FormerLine]) -> dict[str, str]:
    """Return our references of third parties, by the codes of the former journal."""
    codes = {one.party for one in lines if one.party}
    told = {one.reference for one in lines if one.reference}
    found = contacts.by_external(db, sorted(codes | told))
    ours = {one.id: one.reference for one in contacts.many(db, sorted(set(found.values())))}
    known = {code: ours[id_] for code, id_ in found.items()}
    direct = contacts.known_references(db, sorted(codes - set(known)))
    return known | {code: code for code in direct}
