"""`comptoir ledger export`: the journal for other programs, as text."""

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from comptoir.context import Context
from comptoir.desk import books
from comptoir.desk.ledgers import EXPORTS, opened, year_named
from comptoir.desk.project import load
from comptoir.desk.sheets import csv_bytes, export_path
from comptoir.errors import RefusedError
from comptoir.law.chart import account_name
from comptoir.ledger import programs
from comptoir.ledger.plain_text import beancount, hledger
from comptoir.money import ZERO
from comptoir.private import write_private
from comptoir.store import audit, begin, ledger

SUFFIX = {"hledger": "journal", "beancount": "beancount"}


@dataclass(frozen=True, slots=True, kw_only=True)
class TextFile:
    """The journal that was written as text."""

    name: str
    path: Path
    year: str
    form: str
    entries: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramFile:
    """The journal that was written for another program."""

    name: str
    path: Path
    year: str
    program: str
    entries: int
    lines: int
    total: Decimal  # debit
    how: str


def write_for(ctx: Context, program: str, *, year: str | None) -> ProgramFile:
    """Write the journal of a fiscal year in the columns of a program, with its opening.

    Raises:
        InputError: the program is not known.
        RefusedError: the year has no entry.
    """
    form = programs.named(program)
    project = load(ctx)
    books.refuse_without(project)
    wanted = year_named(project, year, ctx)
    with begin(ctx, act="ledger.export") as tx:
        kept = [*opened(tx.db, wanted), *ledger.entries(tx.db, wanted)]
        if not kept:
            raise RefusedError(
                f"L’exercice {wanted.name} n’a aucune écriture.",
                remedy="Donnez-en un autre : --exercice.",
            )
        rows = list(programs.rows_of(kept, wanted.name, ledger.party_names(tx.db)))
        content = csv_bytes(
            form.header, map(form.row, rows), separator=form.separator, charset="utf-8"
        )
        path = write_private(export_path(ctx, f"journal-{wanted.name}-{form.id}", ".csv"), content)
        audit.log_access(
            tx.db, ctx, act="ledger.export", noun="entry", rows=len(rows), purpose=form.title
        )
    return ProgramFile(
        name=path.name,
        path=path,
        year=wanted.name,
        program=form.title,
        entries=len(kept),
        lines=len(rows),
        total=sum((row.debit for row in rows), ZERO),
        how=form.how,
    )


def write_text(ctx: Context, *, year: str | None, form: str) -> TextFile:
    """Write the journal of a fiscal year as text, with its opening, under var/exports."""
    project = load(ctx)
    books.refuse_without(project)
    wanted = year_named(project, year, ctx)
    with begin(ctx, act="ledger.export") as tx:
        kept = [*opened(tx.db, wanted), *ledger.entries(tx.db, wanted)]
        title = f"{project.organisation.name} : journal, exercice {wanted.name}"
        accounts = {p.account: account_name(p.account) for b in kept for p in b.entry.postings}
        text = hledger(title, kept) if form == "hledger" else beancount(title, kept, accounts)
        name = f"journal-{wanted.name}.{SUFFIX[form]}"
        path = write_private(ctx.var / EXPORTS / name, text.encode())
        audit.log_access(
            tx.db, ctx, act="ledger.export", noun="entry", rows=len(kept), purpose=form
        )
    return TextFile(name=name, path=path, year=wanted.name, form=form, entries=len(kept))
