"""What a closing keeps and the journal can make again: its text, its result, its opening."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

from sqlalchemy import Connection

from comptoir.desk import books
from comptoir.desk.filing import FOLDER
from comptoir.desk.project import Project
from comptoir.ledger import FiscalYear
from comptoir.ledger.entry import Entry, postings_hash
from comptoir.ledger.opening import opening_entry, result_of
from comptoir.ledger.period import Period
from comptoir.ledger.plain_text import hledger
from comptoir.readers.files import is_unchanged
from comptoir.store import balances, closings, ledger
from comptoir.store.closings import YEAR, Closing

RESTORE = "Restaurez la dernière sauvegarde."


def opened(db: Connection, project: Project, ends: date) -> tuple[Decimal, Entry | None]:
    """Return the result of the year that ends on a day, and the entry that opens the next."""
    month = books.start_month(project)
    year = FiscalYear.of(ends, start_month=month)
    after = FiscalYear.of(ends + timedelta(days=1), start_month=month)
    result = result_of(balances.trial_balance(db, year))
    return result, opening_entry(balances.balances_before(db, after.starts), after)


def text_of(db: Connection, project: Project, period: Period) -> bytes:
    """Return the canonical text of the journal of a period: the same whoever asks, whenever."""
    title = f"{project.organisation.name} : journal, {period.french}"
    kept = list(ledger.entries_between(db, period.starts, period.ends))
    return hledger(title, kept).encode()


def differences(db: Connection, project: Project, var: Path) -> Iterator[tuple[str, str, str]]:
    """Yield what a closing said and the journal no longer says: the period, what, what to do."""
    for one in closings.closings(db):
        where = one.period.french
        sums = closings.totals(db, starts=one.period.starts, ends=one.period.ends)
        whole = closings.totals(db, ends=one.period.ends)
        told = (one.all_debit, one.all_revenue, one.all_received)
        if sums != one.totals or told != (whole.debit, whole.revenue, whole.received):
            yield where, "ses totaux ne sont plus ceux de sa clôture.", RESTORE
        if sha256(text_of(db, project, one.period)).hexdigest() != one.text_sha256:
            yield where, "ses écritures ne sont plus celles de sa clôture.", RESTORE
        if one.kind == YEAR and _opening(db, project, one) != (one.result, one.opening_hash):
            yield where, "son résultat ou ses à-nouveaux ne sont plus ceux de sa clôture.", RESTORE
        path = var / FOLDER / one.file
        if not path.is_file():
            yield where, f"le journal en texte de sa clôture manque ({one.file}).", RESTORE
        elif not is_unchanged(path, one.text_sha256):
            yield where, f"le journal en texte de sa clôture a changé ({one.file}).", RESTORE


def _opening(db: Connection, project: Project, one: Closing) -> tuple[Decimal, str]:
    result, opening = opened(db, project, one.period.ends)
    return result, postings_hash(opening.postings) if opening else ""
