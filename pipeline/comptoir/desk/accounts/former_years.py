"""`comptoir ledger import --entries`: a past year kept by another program, entry by entry.

The year is closed in the same act: nothing is ever added to it here. Its FEC stays the file of the
program that kept it, and so do its labels, which may name people.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from string import ascii_uppercase

from sqlalchemy import Connection

from comptoir.context import Context
from comptoir.dates import short_date
from comptoir.desk import books
from comptoir.desk.accounts import closing
from comptoir.desk.accounts.taking_over import Read, read
from comptoir.desk.project import Project, load
from comptoir.errors import Fault, InputError, Place, RefusedError
from comptoir.law import chart
from comptoir.ledger import FiscalYear
from comptoir.ledger.former import FormerEntry, entries_of
from comptoir.ledger.former.entries import is_opening, sums_of
from comptoir.ledger.opening import opening_entry
from comptoir.money import ZERO, french_amount
from comptoir.readers.columns import TableReport
from comptoir.store import balances, begin, ledger, reading


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerYear:
    """A year of another program, and what of it entered the journal."""

    file: str
    lines: int
    report: TableReport
    year: str
    entries: int
    total: Decimal  # debit
    result: Decimal  # > 0 a surplus
    openings: int  # entries of the opening that were left out: the year before gives it
    unknown: tuple[str, ...]  # codes of third parties that no contact bears
    seal: str = ""
    dry_run: bool = False


def take(ctx: Context, path: Path, *, dry_run: bool = False) -> FormerYear:
    """Post the entries of a past year, in the order of the file, and close it.

    Args:
        ctx: who acts.
        path: a FEC, or a table: by hand, of Dolibarr, of Odoo, of Paheko.
        dry_run: say what would be posted, and post nothing.

    Raises:
        InputError: a line cannot be read, an entry does not balance, an account is none.
        RefusedError: the year is not over, or our journal already stands in it or before it.
    """
    if not dry_run:
        ctx.act_on()
    project = load(ctx)
    books.refuse_without(project)
    with reading(ctx) as db:
        told = read(db, path)
        found = entries_of(told.lines, parties=told.parties, shown=told.shown)
        _refuse_unknown_accounts(found, told)
        year = _year(project, found, told)
        _refuse_untimely(ctx, db, year)
        kept, openings = _without_opening(db, found, year)
    seal = ""
    if not dry_run:
        closing.refuse_faulty(ctx)
        with begin(ctx, act="ledger.import") as tx:
            month = books.start_month(project)
            ledger.post(tx, [one.entry for one in kept], start_month=month, taken_over=True)
            tx.record("ledger", year.name, {"entries": (None, len(kept))})
            seal = closing.close_in(tx, project, year=year.name).seal
    entries = [one.entry for one in kept]
    sums = sums_of(entries)
    return FormerYear(
        file=told.shown,
        lines=len(told.lines),
        report=told.report,
        year=year.name,
        entries=len(entries),
        total=sum((one.total for one in entries), ZERO),
        result=-sum((amount for (account, _), amount in sums.items() if account[0] in "67"), ZERO),
        openings=openings,
        unknown=told.unknown,
        seal=seal,
        dry_run=dry_run,
    )


def _refuse_unknown_accounts(found: Sequence[FormerEntry], told: Read) -> None:
    lines = {
        posting.account: one.line
        for one in reversed(found)
        for posting in one.entry.postings
        if not chart.is_known(_figures(posting.account), one.entry.date)
    }
    if lines:
        raise InputError(
            faults=[
                Fault(
                    f"le compte {account} n’est pas du plan comptable.",
                    "Corrigez-le dans le fichier.",
                    Place(told.shown, line),
                )
                for account, line in sorted(lines.items(), key=lambda pair: pair[1])
            ]
        )


def _figures(account: str) -> str:
    """Return an account without the letters that others end it with (512A)."""
    return account.rstrip(ascii_uppercase)


def _year(project: Project, found: Sequence[FormerEntry], told: Read) -> FiscalYear:
    """Return the fiscal year of the entries; they are all of the same one."""
    month = books.start_month(project)
    years = {FiscalYear.of(one.entry.date, start_month=month) for one in found}
    if len(years) != 1:
        said = ", ".join(sorted(year.name for year in years)) or "aucun"
        raise InputError(
            f"ce fichier doit tenir en un exercice (trouvé : {said}).",
            remedy="Exportez un exercice à la fois, du plus ancien au plus récent, et vérifiez "
            "year_start_month dans legal/organisation.toml.",
            at=Place(told.shown),
        )
    return years.pop()


def _refuse_untimely(ctx: Context, db: Connection, year: FiscalYear) -> None:
    if year.ends >= ctx.today:
        raise RefusedError(
            f"L’exercice {year.name} n’est pas fini.",
            remedy="Un exercice en cours se reprend par ses soldes : comptoir journal importer.",
        )
    books.refuse_closed(db, year.starts)
    if year.year in ledger.years_with_entries(db):
        raise RefusedError(
            f"L’exercice {year.name} a déjà des écritures ici.",
            remedy="Un exercice vient tout entier d’un seul logiciel.",
        )
    taken = ledger.opened_by_hand(db)
    if taken and year.starts < taken:
        raise RefusedError(
            f"Les soldes au {short_date(taken)} ont déjà été repris : ce qui est d’avant y est.",
            remedy="Gardez le FEC de cet exercice avec vos documents.",
        )


def _without_opening(
    db: Connection, found: Sequence[FormerEntry], year: FiscalYear
) -> tuple[list[FormerEntry], int]:
    """Leave out the opening of a year that follows one we have, once it says the same.

    Raises:
        RefusedError: it does not.
    """
    made = opening_entry(balances.balances_before(db, year.starts), year)
    opening = [one for one in found if is_opening(one.entry)]
    if made is None or not opening:
        return list(found), 0
    ours, theirs = sums_of([made]), sums_of(one.entry for one in opening)
    by_account = {
        account: sum((a for (name, _), a in theirs.items() if name == account), ZERO)
        - sum((a for (name, _), a in ours.items() if name == account), ZERO)
        for account in {name for name, _ in (*ours, *theirs)}
    }
    apart = {account: gap for account, gap in sorted(by_account.items()) if gap}
    if apart:
        account, gap = next(iter(apart.items()))
        raise RefusedError(
            f"Les à-nouveaux de {year.name} ne sont pas ce que laisse l’exercice d’avant : compte "
            f"{account}, {french_amount(gap)} d’écart.",
            remedy="Vérifiez que les deux fichiers viennent de comptes définitifs.",
        )
    return [one for one in found if not is_opening(one.entry)], len(opening)
