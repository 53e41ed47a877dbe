"""`comptoir ledger check`: compute the books again, compare them with all that they rest on."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from comptoir.context import Context
from comptoir.desk import books, filing
from comptoir.desk.control import journal, money, sales, subsidies
from comptoir.desk.control.finding import Books
from comptoir.desk.project import load
from comptoir.finding import Finding
from comptoir.store import reading
from comptoir.store.tables.ledger import entry
from comptoir.store.tables.payments import payment
from comptoir.store.tables.sales import document, invoice


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a control of the books found."""

    entries: int
    invoices: int
    payments: int
    documents: int
    findings: tuple[Finding, ...] = ()


def check(ctx: Context) -> Report:
    """Control the whole journal, and what it comes from."""
    project = load(ctx)
    filing.settle(ctx)
    with reading(ctx) as db:
        kept = Books(ctx, project, db)
        always = (*sales.CHECKS, *money.CHECKS)
        checks = (*journal.CHECKS, *always, *subsidies.CHECKS) if books.keeps(project) else always
        found = tuple(finding for one in checks for finding in one(kept))

        def count(table: Any) -> int:
            return int(db.execute(select(func.count()).select_from(table)).scalar_one())

        return Report(
            entries=count(entry),
            invoices=count(invoice),
            payments=count(payment),
            documents=count(document),
            findings=found,
        )
