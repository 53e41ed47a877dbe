"""`comptoir ledger print`: statements for the accountant, as PDF and as workbooks."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

from sqlalchemy import Connection

from comptoir import resources
from comptoir.context import Context
from comptoir.dates import french_date
from comptoir.desk import books
from comptoir.desk.ledgers import opened, year_named
from comptoir.desk.project import load
from comptoir.desk.sheets import export_path
from comptoir.errors import RefusedError
from comptoir.law import chart
from comptoir.ledger import FiscalYear
from comptoir.ledger import statements as made_of
from comptoir.ledger.statements import Movement, Statement
from comptoir.money import ZERO
from comptoir.printing.letterhead import letterhead
from comptoir.printing.statements import statement_pdf, statement_xlsx
from comptoir.private import write_private
from comptoir.store import audit, balances, bank, begin, ledger


class Kind(StrEnum):
    """A statement."""

    BALANCE = "balance"
    GENERAL = "general"
    AUXILIARY = "auxiliary"
    BANK = "bank"


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A statement that was written."""

    title: str
    subtitle: str
    files: tuple[Path, ...]
    rows: int
    gap: Decimal | None = None  # of a reconciliation, with the balance that the bank tells


def write(
    ctx: Context, kind: Kind, *, year: str | None = None, told: Decimal | None = None
) -> Printed:
    """Write a statement of a fiscal year under var/exports, as PDF and XLSX.

    Args:
        ctx: who acts.
        kind: which one.
        year: fiscal year, today's by default.
        told: balance that the bank's statement tells, for the reconciliation.
    """
    project = load(ctx)
    books.refuse_without(project)
    wanted = year_named(project, year, ctx)
    day = min(wanted.ends, ctx.today)
    with begin(ctx, act="ledger.export") as tx:
        statement = _statement(tx.db, kind, wanted, day, told)
        rows = sum(len(part.rows) for part in statement.parts)
        audit.log_access(
            tx.db, ctx, act="ledger.export", noun="entry", rows=rows, purpose=statement.title
        )
    subtitle = f"Exercice {wanted.name}, arrêté au {french_date(day)}"
    head = letterhead(project.organisation, project.site, specimen=ctx.demonstration)
    pdf = statement_pdf(
        statement,
        subtitle,
        head,
        folders=resources.theme_folders(ctx.root),
        timestamp=ctx.now(),
    )
    sheet = statement_xlsx(statement, f"{project.organisation.name} : {subtitle}")
    files = tuple(
        write_private(export_path(ctx, f"{statement.name}-{wanted.name}", suffix), content)
        for suffix, content in ((".pdf", pdf), (".xlsx", sheet))
    )
    gap = next((value for label, value in statement.facts if label == "Écart"), None)
    return Printed(
        title=statement.title,
        subtitle=subtitle,
        files=files,
        rows=rows,
        gap=gap if isinstance(gap, Decimal) else None,
    )


def _statement(
    db: Connection, kind: Kind, year: FiscalYear, day: date, told: Decimal | None
) -> Statement:
    if kind is Kind.BALANCE:
        return made_of.trial(balances.trial_balance(db, year))
    if kind is Kind.BANK:
        return _reconciliation(db, day, told)
    entries = [*opened(db, year), *ledger.entries(db, year)]
    names = ledger.party_names(db)
    if kind is Kind.GENERAL:
        return made_of.general(entries, names)
    return made_of.auxiliary(entries, names)


def _reconciliation(db: Connection, day: date, told: Decimal | None) -> Statement:
    booked = [
        Movement(on=on, what=voucher, amount=amount, mark=voucher)
        for on, voucher, amount in balances.on_account(db, chart.BANK, until=day)
    ]
    shown = [
        Movement(
            on=line.on,
            what=f"{line.number} {line.label}".strip(),
            amount=line.amount,
            mark=payment,
        )
        for line, payment in bank.all_lines(db, until=day)
    ]
    if not shown:
        raise RefusedError(
            "Aucun relevé de la banque n’est importé : il n’y a rien à rapprocher.",
            remedy="Importez-le : comptoir règlement importer releve.csv.",
        )
    # what came before the first statement is not looked for in it
    early = min(one.on for one in shown) - made_of.NEAR
    booked = [one for one in booked if one.on >= early]
    balance = balances.sums_before(db, day + timedelta(days=1)).get(chart.BANK, ZERO)
    return made_of.reconciliation(booked, shown, balance=balance, told=told)
