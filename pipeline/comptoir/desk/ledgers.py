"""`comptoir ledger`: balance, entries, FEC. The control of the books is in `ledger_check`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from sqlalchemy import Connection

from comptoir.context import Context
from comptoir.desk import books
from comptoir.desk.project import Project, load
from comptoir.errors import InputError, RefusedError
from comptoir.law import chart
from comptoir.ledger import Balance, FiscalYear
from comptoir.ledger.entry import Booked, Entry
from comptoir.ledger.fec import DESCRIPTION, Line, fec_name, lines_of, written
from comptoir.ledger.fec_check import faults
from comptoir.ledger.fec_form import FecFault
from comptoir.ledger.opening import opening_entry
from comptoir.private import write_private
from comptoir.processes import many_objects
from comptoir.settings.organisation import Books
from comptoir.store import audit, balances, begin, ledger, reading

EXPORTS = "exports"


def year_named(project: Project, name: str | None, ctx: Context) -> FiscalYear:
    """Return a fiscal year by name (2026-2027, or the year it starts in), today's by default."""
    month = books.start_month(project)
    if not name:
        return FiscalYear.of(ctx.today, start_month=month)
    found = re.fullmatch(r"(\d{4})(?:-(\d{4}))?", name.strip())
    if found:
        year = FiscalYear.starting(int(found[1]), start_month=month)
        if found[2] is None or year.name == name.strip():
            return year
    raise InputError(
        f"« {name} » n’est pas un exercice.",
        remedy=f"Écrivez-le comme {FiscalYear.of(ctx.today, start_month=month).name}.",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialBalance:
    """The balance of a fiscal year."""

    year: str
    accounts: Sequence[Balance]


def balance(ctx: Context, *, year: str | None = None) -> TrialBalance:
    project = load(ctx)
    books.refuse_without(project)
    wanted = year_named(project, year, ctx)
    with reading(ctx) as db:
        return TrialBalance(year=wanted.name, accounts=balances.trial_balance(db, wanted))


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Entries of a fiscal year."""

    year: str
    entries: Sequence[Booked]


def entries(
    ctx: Context,
    *,
    year: str | None = None,
    account: str = "",
    voucher: str = "",
    journal: str = "",
) -> Listing:
    """Return entries, those that touch an account, a voucher or a journal when one is given."""
    project = load(ctx)
    books.refuse_without(project)
    wanted = year_named(project, year, ctx)
    with reading(ctx) as db:
        found = [
            booked
            for booked in (*opened(db, wanted), *ledger.entries(db, wanted))
            if _wanted(booked.entry, account, voucher, journal)
        ]
    return Listing(year=wanted.name, entries=found)


def _wanted(entry: Entry, account: str, voucher: str, journal: str) -> bool:
    if voucher and entry.voucher != voucher.upper():
        return False
    if journal and entry.journal != journal.upper():
        return False
    return not account or any(p.account.startswith(account) for p in entry.postings)


@dataclass(frozen=True, slots=True, kw_only=True)
class FecFile:
    """The file that was written, and what it holds."""

    name: str
    path: Path
    year: str
    entries: int
    lines: int
    official: bool  # it may bear the name of a FEC


def write_fec(ctx: Context, *, year: str | None = None) -> FecFile:
    """Write the FEC of a fiscal year under var/exports, once it passes its own judge."""
    project = load(ctx)
    books.refuse_without(project)
    wanted = year_named(project, year, ctx)
    name, official = file_name(project, wanted)
    with begin(ctx, act="ledger.fec") as tx, many_objects():
        if wanted.year in ledger.years_with_entries(tx.db, of_others=True):
            raise RefusedError(
                f"L’exercice {wanted.name} a été tenu par un autre logiciel : son FEC est le "
                "fichier que ce logiciel a écrit.",
                remedy="Cherchez-le parmi vos documents : comptoir document chercher fec.",
            )
        auxiliary = project.organisation.accounting.books is Books.AUXILIARY
        content, count = (sales_journal if auxiliary else fec_of)(tx.db, wanted)
        lines = content.count(b"\r\n") - 1
        if not count:
            raise RefusedError(
                f"L’exercice {wanted.name} n’a aucune écriture : il n’y a pas de FEC à écrire.",
                remedy="Vérifiez l’exercice : comptoir journal écritures --exercice.",
            )
        _refuse_faulty(faults(content, name=name if official else "", year=wanted))
        path = write_private(ctx.var / EXPORTS / name, content)
        if official:
            described = DESCRIPTION.format(name=name, starts=wanted.starts, ends=wanted.ends)
            notice = f"{path.stem}-description.txt"
            write_private(ctx.var / EXPORTS / notice, described.encode())
        audit.log_access(
            tx.db, ctx, act="ledger.fec", noun="entry", rows=lines, purpose="LPF, art. L47 A"
        )
    return FecFile(
        name=name, path=path, year=wanted.name, entries=count, lines=lines, official=official
    )


def file_name(project: Project, year: FiscalYear) -> tuple[str, bool]:
    """Return the name of the file, and whether it is that of a FEC.

    An auxiliary sales journal is no FEC; nor is there one without a SIREN (LAW, § 0.7).
    """
    organisation = project.organisation
    if organisation.accounting.books is Books.COMPLETE and organisation.siren:
        return fec_name(organisation.siren, year), True
    what = "journal" if organisation.accounting.books is Books.COMPLETE else "journal-auxiliaire"
    return f"{what}-{year.ends:%Y%m%d}.txt", False


def fec_of(db: Connection, year: FiscalYear) -> tuple[bytes, int]:
    """Return the file of a fiscal year and how many entries it holds."""
    first = [line for one in opened(db, year) for line in lines_of(one)]
    lines = list(ledger.fec_lines(db, year))
    return written(chain(first, lines), ledger.party_names(db)), len({one.number for one in lines})


def sales_journal(db: Connection, year: FiscalYear) -> tuple[bytes, int]:
    """Return the auxiliary journal of a year in FEC columns, and how many entries it holds.

    It holds sales and what was received, nothing that was bought nor any opening: the accountant
    has those (LAW, § 0.7). Its entries are numbered in the file.
    """
    bought: set[int] = set()
    lines: dict[int, list[Line]] = {}
    for line in ledger.fec_lines(db, year):
        lines.setdefault(line.number, []).append(line)
        suppliers = line.account.startswith((chart.SUPPLIERS, chart.ASSET_SUPPLIERS))
        if suppliers or line.journal in (chart.PURCHASES.code, chart.OPENING.code):
            bought.add(line.number)
    kept = [one for number, one in lines.items() if number not in bought]
    numbered = (line._replace(number=number) for number, one in enumerate(kept, 1) for line in one)
    return written(numbered, ledger.party_names(db)), len(kept)


def opened(db: Connection, year: FiscalYear) -> list[Booked]:
    """Return the entry that opens a year, number 0 as in the FEC, if something came before."""
    opening = opening_entry(balances.balances_before(db, year.starts), year)
    return [Booked(number=0, entry=opening, validated_on=opening.date)] if opening else []


def _refuse_faulty(found: Sequence[FecFault]) -> None:
    if found:
        first = found[0]
        raise RefusedError(
            f"Le fichier ne passerait pas le contrôle ({len(found)} défauts) : ligne {first.line}, "
            f"{first.what}.",
            remedy="Lancez comptoir journal vérifier ; rien n’a été écrit.",
        )
