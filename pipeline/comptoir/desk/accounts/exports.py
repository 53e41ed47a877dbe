"""`comptoir ledger export`: the journal for other programs, as text."""

from dataclasses import dataclass
from pathlib import Path

from comptoir.context import Context
from comptoir.desk import books
from comptoir.desk.ledgers import EXPORTS, opened, year_named
from comptoir.desk.project import load
from comptoir.law.chart import account_name
from comptoir.ledger.plain_text import beancount, hledger
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
