"""The journal alone: its chain, its balance, its numbers, its totals, its closings, its FEC."""

from collections.abc import Iterator

from sqlalchemy import func, select

from comptoir.desk import books, ledgers
from comptoir.desk.accounts import closed
from comptoir.desk.control.finding import BEHIND, Books, Check, fault
from comptoir.errors import RefusedError
from comptoir.finding import Finding
from comptoir.law import chart
from comptoir.ledger import Posting
from comptoir.ledger.entry import postings_hash
from comptoir.ledger.fec_check import faults
from comptoir.money import ZERO
from comptoir.store import balances, chain, ledger
from comptoir.store.tables.closings import closing
from comptoir.store.tables.ledger import entry, posting


def chain_holds(kept: Books) -> Iterator[Finding]:
    verdict = chain.verify(kept.db, entry)
    if verdict.broken_at is not None:
        yield fault(
            f"écriture n° {verdict.broken_at} (rang)",
            "JRN008",
            "la chaîne des écritures est rompue ici.",
            BEHIND,
        )
    if verdict.lost_anchors:
        yield fault("journal", "JRN008", "des écritures ancrées ont disparu ou changé.", BEHIND)


def entries_hold(kept: Books) -> Iterator[Finding]:
    lines: dict[int, list[Posting]] = {}
    query = select(posting).order_by(posting.c.entry_id, posting.c.rank)
    for row in kept.db.execute(query):
        lines.setdefault(row.entry_id, []).append(
            Posting(
                account=row.account,
                party_account=row.party_account,
                amount=row.amount,
                label=row.label,
            )
        )
    for row in kept.db.execute(select(entry)):
        mine = lines.get(row.id, [])
        where = f"écriture {row.voucher}"
        if row.balance or sum((p.amount for p in mine), ZERO):
            yield fault(where, "JRN001", "elle n’est pas équilibrée.", BEHIND)
        if len(mine) != row.lines or postings_hash(mine) != row.postings_hash:
            yield fault(where, "JRN004", "ses lignes ont changé depuis sa validation.", BEHIND)


def numbers_follow(kept: Books) -> Iterator[Finding]:
    known: dict[int, list[int]] = {}
    for row in kept.db.execute(select(entry.c.fiscal_year, entry.c.number).order_by(entry.c.id)):
        known.setdefault(row.fiscal_year, []).append(row.number)
    for year, numbers in known.items():
        if numbers != list(range(1, len(numbers) + 1)):
            yield fault(
                f"exercice {year}",
                "JRN006",
                "les numéros d’écriture ne se suivent pas, dans l’ordre de leur validation.",
                BEHIND,
                "LPF, art. A47 A-1, VII",
            )


def matchings_balance(kept: Books) -> Iterator[Finding]:
    query = (
        select(
            posting.c.party_account,
            posting.c.match_code,
            func.sum(posting.c.amount).label("gap"),
        )
        .where(posting.c.match_code.is_not(None))
        .group_by(posting.c.account, posting.c.party_account, posting.c.match_code)
    )
    for row in kept.db.execute(query):
        if row.gap:
            yield fault(
                f"{row.party_account} {row.match_code}",
                "JRN020",
                "ce lettrage n’est pas équilibré.",
                "Défaites-le.",
            )


def cash_is_never_negative(kept: Books) -> Iterator[Finding]:
    """The cash box is never below zero at the end of a day."""
    query = (
        select(entry.c.date, func.sum(posting.c.amount).label("sum"))
        .join(posting, posting.c.entry_id == entry.c.id)
        .where(posting.c.account.like(f"{chart.CASH}%"))
        .group_by(entry.c.date)
        .order_by(entry.c.date)
    )
    held = ZERO
    for row in kept.db.execute(query):
        held += row.sum
        if held < 0:
            yield fault(
                f"caisse au {row.date:%d/%m/%Y}",
                "JRN026",
                "la caisse est négative.",
                "Cherchez l’encaissement ou le retrait qui manque.",
            )
            return


def closings_hold(kept: Books) -> Iterator[Finding]:
    """Closed periods are what they were when they were closed."""
    for where, found, remedy in closed.differences(kept.db, kept.project, kept.ctx.var):
        yield fault(f"clôture de {where}", "JRN007", found, remedy, "PCG, art. 1031-4")
    verdict = chain.verify(kept.db, closing)
    if not verdict.holds:
        yield fault("clôtures", "JRN008", "la chaîne des clôtures est rompue.", BEHIND)


def months_hold(kept: Books) -> Iterator[Finding]:
    """The totals of months are those of their postings."""
    for month in balances.months_apart(kept.db):
        yield fault(month, "JRN040", "ses totaux ne sont plus ceux de ses écritures.", BEHIND)


def fec_passes(kept: Books) -> Iterator[Finding]:
    month = books.start_month(kept.project)
    for year in ledger.fiscal_years(kept.db, start_month=month):
        try:
            content, _ = ledgers.fec_of(kept.db, year)
        except RefusedError:  # an entry that is not one any more: the checks above say which
            continue
        for one in faults(content, year=year)[:5]:
            yield fault(
                f"FEC {year.name}, ligne {one.line}",
                one.code,
                f"{one.what}.",
                "Corrigez la fiche ou la pièce en cause.",
                "LPF, art. A47 A-1",
            )


CHECKS: tuple[Check, ...] = (
    chain_holds,
    entries_hold,
    numbers_follow,
    matchings_balance,
    cash_is_never_negative,
    closings_hold,
    fec_passes,
    months_hold,
)
