"""Read the journal: balances, entries, controls."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from comptoir.cli.kit import argument, emit, finish, option, pass_context, table
from comptoir.cli.kit.amounts import euros
from comptoir.cli.ledger.former import FILE, fec_of_others
from comptoir.cli.ledger.group import YEAR, command
from comptoir.context import Context
from comptoir.text import plural

if TYPE_CHECKING:
    from comptoir.ledger.aged import AgedRow
    from comptoir.ledger.entry import Booked


@command.command("balance")
@YEAR
@pass_context
def balance(ctx: Context, year: str | None) -> None:
    """Montrer la balance d’un exercice."""
    from comptoir.desk import ledgers
    from comptoir.law.chart import account_name
    from comptoir.money import ZERO

    found = ledgers.balance(ctx, year=year)
    rows = [
        (
            one.account,
            account_name(one.account),
            euros(one.opening) if one.opening else "",
            euros(one.debit),
            euros(one.credit),
            euros(one.closing),
        )
        for one in found.accounts
    ]
    debit = sum((one.debit for one in found.accounts), ZERO)
    credit = sum((one.credit for one in found.accounts), ZERO)
    rows.append(("", "Total", "", euros(debit), euros(credit), euros(debit - credit)))
    headers = ("compte", "intitulé", "à nouveau", "débit", "crédit", "solde")
    data = [
        {
            "account": one.account,
            "name": account_name(one.account),
            "opening": one.opening,
            "debit": one.debit,
            "credit": one.credit,
            "closing": one.closing,
        }
        for one in found.accounts
    ]
    emit(
        {"year": found.year, "accounts": data, "debit": debit, "credit": credit},
        lambda: f"Balance {found.year}\n\n{table(headers, rows, right=(2, 3, 4, 5))}",
    )


@command.command("entries")
@YEAR
@option("--account", "--compte", default="", help="Celles qui touchent ce compte.")
@option("--voucher", "--piece", default="", help="Celles de cette pièce.")
@option("--journal", default="", help="Celles de ce journal (VE, BQ, CH, CA, OD).")
@option("--limit", "--limite", type=int, default=None, help="Les dernières seulement.")
@pass_context
def entries(
    ctx: Context, year: str | None, account: str, voucher: str, journal: str, limit: int | None
) -> None:
    """Montrer les écritures d’un exercice."""
    from comptoir.desk import ledgers

    found = ledgers.entries(ctx, year=year, account=account, voucher=voucher, journal=journal)
    kept = found.entries[-limit:] if limit else found.entries
    emit(
        {"year": found.year, "entries": kept},
        lambda: _entries(kept) if kept else "Aucune écriture.",
    )


def _entries(booked: "Sequence[Booked]") -> str:
    from comptoir.dates import short_date

    rows: list[tuple[object, ...]] = []
    for one in booked:
        entry = one.entry
        for rank, posting in enumerate(entry.postings):
            head = (one.number, short_date(entry.date), entry.journal, entry.voucher)
            rows.append(
                (
                    *(head if rank == 0 else ("", "", "", "")),
                    posting.account,
                    posting.party_account,
                    posting.label,
                    euros(posting.debit) if posting.debit else "",
                    euros(posting.credit) if posting.credit else "",
                    one.match(rank)[0],
                )
            )
    headers = (
        "n°", "date", "jl", "pièce", "compte", "tiers", "libellé", "débit", "crédit", "let.",
    )  # fmt: skip
    return table(headers, rows, right=(0, 7, 8))


@command.command("check")
@argument("file", label="fichier", required=False, type=FILE)
@pass_context
def check(ctx: Context, file: Path | None) -> None:
    """Contrôler le journal : équilibre, chaîne, numéros, pièces, règlements, FEC.

    Avec un fichier, contrôler ce FEC, d’où qu’il vienne : chaque défaut a sa ligne et son remède.
    """
    from comptoir.desk import ledger_check

    if file:
        fec_of_others(file)
        return
    found = ledger_check.check(ctx)
    counts = (
        f"{plural(found.entries, 'écriture')}, {plural(found.invoices, 'facture')}, "
        f"{plural(found.payments, 'règlement')}, {plural(found.documents, 'document')}"
    )
    lines = [f"Contrôlé : {counts}."]
    for finding in found.findings:
        lines += [f"✗ {finding.at} : {finding.found} [{finding.code}]", f"  → {finding.remedy}"]
    lines.append(
        plural(len(found.findings), "défaut") if found.findings else "Tout concorde, au centime."
    )
    emit(found, "\n".join(lines))
    if found.findings:
        finish(1)


def _whose(row: "AgedRow") -> str:
    if row.doubtful:
        return f"{row.party} douteuse"
    return f"{row.party} litige {row.dispute}" if row.dispute else row.party


@command.command("aged")
@pass_context
def aged(ctx: Context) -> None:
    """Montrer qui doit combien, et depuis quand ; le total est le solde du compte 411."""
    from comptoir.desk import aged as desk_aged

    found = desk_aged.balance(ctx)
    rows = [
        (_whose(row), *(euros(amount) if amount else "" for amount in row.bands), euros(row.total))
        for row in found.rows
    ]
    rows.append(("Total", *map(euros, found.totals), euros(found.total)))
    headers = ("client", "à échoir", "1 à 30 j", "31 à 60 j", "61 à 90 j", "plus", "total")
    lines = [table(headers, rows, right=(1, 2, 3, 4, 5, 6))]
    if found.booked is not None:
        doubtful = f", du compte 416 : {euros(found.doubtful)}" if found.doubtful else ""
        lines.append(f"Solde du compte 411 : {euros(found.booked)}{doubtful}.")
    for party, gap in found.apart.items():
        lines.append(f"✗ {party} : le journal et les factures diffèrent de {euros(gap)}.")
    if found.apart:
        lines.append("→ comptoir journal vérifier, puis lettrez ou corrigez ces comptes.")
    emit(found, "\n".join(lines))
    if found.apart:
        finish(1)
