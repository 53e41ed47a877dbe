"""`comptoir ledger check`: recompute the books and compare them with everything that they rest on.

Each check is a function that yields findings; none holds personal data.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, func, select

from comptoir.bookkeeping import credit_entry, invoice_entry
from comptoir.context import Context
from comptoir.desk import books, filing, ledgers
from comptoir.desk.accounts import closed
from comptoir.desk.project import Project, load
from comptoir.desk.purchases import control
from comptoir.errors import Place, RefusedError
from comptoir.finding import Finding, Severity
from comptoir.law import chart
from comptoir.ledger import Posting
from comptoir.ledger.entry import postings_hash
from comptoir.ledger.fec_check import faults
from comptoir.money import ZERO
from comptoir.payments import Method
from comptoir.readers.files import is_unchanged
from comptoir.sales import CreditNote, Invoice, InvoiceKind
from comptoir.sales.numbering import gaps
from comptoir.store import billing, chain, cheques, documents, doubtful, ledger, reading
from comptoir.store.tables.closings import closing
from comptoir.store.tables.ledger import entry, posting
from comptoir.store.tables.members import donation, membership
from comptoir.store.tables.payments import (
    cash_count,
    cheque,
    cheque_deposit,
    payment,
    payment_part,
    payout,
    refund,
)
from comptoir.store.tables.sales import (
    delivery,
    document,
    invoice,
    invoice_line,
    quote,
    sale_item,
    sale_order,
    sale_stat,
)
from comptoir.store.tables.sequences import sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a control of the books found."""

    entries: int
    invoices: int
    payments: int
    documents: int
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class _Books:
    """What every check is given."""

    ctx: Context
    project: Project
    db: Connection


Check = Callable[[_Books], Iterator[Finding]]


def check(ctx: Context) -> Report:
    """Control the whole journal, and what it comes from."""
    project = load(ctx)
    filing.settle(ctx)
    with reading(ctx) as db:
        kept = _Books(ctx, project, db)
        checks = CHECKS if books.keeps(project) else SALES_CHECKS
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


def _fault(where: str, code: str, found: str, remedy: str, basis: str = "") -> Finding:
    return Finding(Place(where), code, Severity.ERROR, found, remedy, basis)


BEHIND = "Quelqu’un a écrit dans la base sans passer par Comptoir : restaurez une sauvegarde."


def _chain(kept: _Books) -> Iterator[Finding]:
    verdict = chain.verify(kept.db, entry)
    if verdict.broken_at is not None:
        yield _fault(
            f"écriture n° {verdict.broken_at} (rang)",
            "JRN008",
            "la chaîne des écritures est rompue ici.",
            BEHIND,
        )
    if verdict.lost_anchors:
        yield _fault("journal", "JRN008", "des écritures ancrées ont disparu ou changé.", BEHIND)


def _entries(kept: _Books) -> Iterator[Finding]:
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
            yield _fault(where, "JRN001", "elle n’est pas équilibrée.", BEHIND)
        if len(mine) != row.lines or postings_hash(mine) != row.postings_hash:
            yield _fault(where, "JRN004", "ses lignes ont changé depuis sa validation.", BEHIND)


def _entry_numbers(kept: _Books) -> Iterator[Finding]:
    known: dict[int, list[int]] = {}
    for row in kept.db.execute(select(entry.c.fiscal_year, entry.c.number).order_by(entry.c.id)):
        known.setdefault(row.fiscal_year, []).append(row.number)
    for year, numbers in known.items():
        if numbers != list(range(1, len(numbers) + 1)):
            yield _fault(
                f"exercice {year}",
                "JRN006",
                "les numéros d’écriture ne se suivent pas, dans l’ordre de leur validation.",
                BEHIND,
                "LPF, art. A47 A-1, VII",
            )


OURS = ("D", "BC", "BL", "F", "A", "P", "R", "RF", "RC", "RB", "CC", "VH", "AT")


def _numbers(kept: _Books) -> Iterator[Finding]:
    """Every series is without gap, up to the last number that was given out."""
    given = {
        (row.series, row.year): row.last
        for row in kept.db.execute(select(sequence).where(sequence.c.year > 0))
    }
    tables = (
        quote.c.number,
        sale_order.c.number,
        delivery.c.number,
        invoice.c.number,
        payment.c.number,
        cheque_deposit.c.number,
        refund.c.number,
        cash_count.c.number,
        payout.c.number,
    )
    numbers = {number for column in tables for number in kept.db.execute(select(column)).scalars()}
    kinds = document.c.kind.like("%_receipt") | (document.c.kind == "certificate")
    receipts = select(document.c.number).where(kinds)
    numbers |= set(kept.db.execute(receipts).scalars())
    ends = {f"{series}-{year}-{last:04d}" for (series, year), last in given.items() if last}
    ours = {
        end
        for end in ends
        if end.partition("-")[0]
        in ("D", "BC", "BL", "F", "A", "P", "R", "RF", "RC", "RB", "CC", "VH")
    }
    for number in [*gaps(numbers), *sorted(ours - numbers)]:
        yield _fault(
            number,
            "DOC001",
            "ce numéro a été donné et aucun document ne le porte.",
            BEHIND,
            "CGI, ann. II, art. 242 nonies A, I-7°",
        )


def _sums_by_voucher(db: Connection) -> dict[str, dict[str, Decimal]]:
    query = (
        select(entry.c.voucher, posting.c.account, func.sum(posting.c.amount).label("sum"))
        .join(posting, posting.c.entry_id == entry.c.id)
        .group_by(entry.c.voucher, posting.c.account)
    )
    found: dict[str, dict[str, Decimal]] = {}
    for row in db.execute(query):
        found.setdefault(row.voucher, {})[row.account] = row.sum
    return found


def _invoices(kept: _Books) -> Iterator[Finding]:
    """Document = row = lines = entry (LAW, DOC059)."""
    sums = _sums_by_voucher(kept.db)
    lines = {
        row.invoice_id: (row.net, row.gross)
        for row in kept.db.execute(
            select(
                invoice_line.c.invoice_id,
                func.sum(invoice_line.c.net).label("net"),
                func.sum(invoice_line.c.gross).label("gross"),
            ).group_by(invoice_line.c.invoice_id)
        )
    }
    frozen = {
        row.record_id: row.content
        for row in kept.db.execute(
            select(document.c.record_id, document.c.content).where(
                document.c.kind.in_(("invoice", "deposit", "credit_note"))
            )
        )
    }
    for row in kept.db.execute(select(invoice)):
        made = billing.read(row)
        sign = -1 if isinstance(made, CreditNote) else 1
        totals = made.totals
        issued = (sign * totals.net, sign * totals.tax, sign * totals.gross)
        if issued != (row.net, row.tax, row.gross):
            yield _fault(row.number, "DOC059", "ses montants ne sont plus ceux émis.", BEHIND)
        if lines.get(row.id) != (row.net, row.gross):
            yield _fault(row.number, "DOC059", "ses lignes ne font pas son total.", BEHIND)
        if frozen.get(row.id) != row.content:
            yield _fault(row.number, "DOC026", "il diffère de sa copie figée.", BEHIND)
        if books.keeps(kept.project) and _booked(made) != sums.get(row.number, {}):
            yield _fault(row.number, "JRN003", "son écriture n’a pas ses montants.", BEHIND)


def _booked(made: Invoice | CreditNote) -> dict[str, Decimal]:
    """Return what the entry of a document puts on each account, computed again."""
    again = credit_entry(made) if isinstance(made, CreditNote) else invoice_entry(made)
    found: dict[str, Decimal] = {}
    for one in again.postings:
        found[one.account] = found.get(one.account, ZERO) + one.amount
    return found


def _payments(kept: _Books) -> Iterator[Finding]:
    """Payment = shares = entry, and what is left to pay of each invoice."""
    sums = _sums_by_voucher(kept.db)
    shares: dict[int, dict[str, Decimal]] = {}
    for row in kept.db.execute(select(payment_part)):
        mine = shares.setdefault(row.payment_id, {})
        mine[row.kind] = mine.get(row.kind, ZERO) + row.amount
    accounts = {
        "invoice": chart.CUSTOMERS, "membership": chart.DUES, "donation": chart.GIFTS,
        "overpayment": chart.OVERPAID,
    }  # fmt: skip
    for row in kept.db.execute(select(payment)):
        mine = shares.get(row.id, {})
        if sum(mine.values(), ZERO) != row.amount:
            yield _fault(row.number, "JRN003", "ses parts ne font pas son montant.", BEHIND)
        if not books.keeps(kept.project):
            continue
        booked = sums.get(row.number, {})
        expected = {accounts[kind]: -amount for kind, amount in mine.items()}
        if {a: s for a, s in booked.items() if a in expected} != expected:
            yield _fault(row.number, "JRN003", "son écriture n’a pas ses parts.", BEHIND)
    query = (
        select(payment_part.c.invoice_id, func.sum(payment_part.c.amount).label("paid"))
        .where(payment_part.c.invoice_id.is_not(None))
        .group_by(payment_part.c.invoice_id)
    )
    paid = {row.invoice_id: row.paid for row in kept.db.execute(query)}
    lost = {id_: debt.amount for id_, debt in doubtful.debts(kept.db).items() if debt.lost_on}
    for each in billing.invoices(kept.db):
        if each.paid != paid.get(each.id, ZERO) + lost.get(each.id, ZERO):
            number = each.invoice.number
            yield _fault(number, "JRN020", "ce qui reste à payer n’est pas juste.", BEHIND)


def _members(kept: _Books) -> Iterator[Finding]:
    """Dues and gifts are what their payments say."""
    for table, column in (
        (membership, payment_part.c.membership_id),
        (donation, payment_part.c.donation_id),
    ):
        paid = func.sum(payment_part.c.amount).label("paid")
        query = (
            select(table.c.id, table.c.amount, paid)
            .join(payment_part, column == table.c.id, isouter=True)
            .where(table.c.payment_id.is_not(None), *_settled(table))
            .group_by(table.c.id, table.c.amount)
        )
        for row in kept.db.execute(query):
            if row.amount != (row.paid or ZERO):
                yield _fault(
                    f"{table.name} {row.id}", "JRN019", "son règlement n’a pas son montant.", BEHIND
                )


def _settled(table: Any) -> list[Any]:
    """A fee that came back unpaid is owed: it has not its amount any more."""
    return [table.c.paid_on.is_not(None)] if table is membership else []


def _cheques(kept: _Books) -> Iterator[Finding]:
    """Cheques make their payments, deposits their cheques, and 5112 holds those in hand."""
    totals = select(cheque.c.payment_id, func.sum(cheque.c.amount)).group_by(cheque.c.payment_id)
    held = dict(map(tuple, kept.db.execute(totals).all()))
    by_cheque = (payment.c.method == Method.CHEQUE.value) & (payment.c.amount > ZERO)
    for row in kept.db.execute(select(payment).where(by_cheque)):
        if held.get(row.id, ZERO) != row.amount:
            yield _fault(row.number, "JRN003", "ses chèques ne font pas son montant.", BEHIND)
    sums = select(cheque.c.deposit_id, func.sum(cheque.c.amount)).group_by(cheque.c.deposit_id)
    deposited = dict(map(tuple, kept.db.execute(sums).all()))
    for row in kept.db.execute(select(cheque_deposit).where(cheque_deposit.c.cheques > 0)):
        if deposited.get(row.id, ZERO) != row.amount:
            yield _fault(row.number, "JRN003", "ses chèques ne font pas son montant.", BEHIND)
    if books.keeps(kept.project):
        in_hand = sum((one.cheque.amount for one in cheques.in_hand(kept.db)), ZERO)
        here = posting.c.account == chart.CHEQUES
        booked = kept.db.execute(select(func.sum(posting.c.amount)).where(here)).scalar() or ZERO
        if booked != in_hand:
            yield _fault(
                f"compte {chart.CHEQUES}",
                "JRN020",
                "son solde n’est pas le total des chèques en main.",
                BEHIND,
            )
    for number, (path, digest) in cheques.slips(kept.db).items():
        if not is_unchanged(kept.ctx.var / filing.FOLDER / path, digest):
            yield _fault(
                number,
                "DOC026",
                "son bordereau n’est plus à sa place, ou a changé.",
                "Restaurez la dernière sauvegarde.",
            )


def _matching(kept: _Books) -> Iterator[Finding]:
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
            yield _fault(
                f"{row.party_account} {row.match_code}",
                "JRN020",
                "ce lettrage n’est pas équilibré.",
                "Défaites-le.",
            )


def _statistics(kept: _Books) -> Iterator[Finding]:
    """What segments read of sales is what the invoices say."""
    sold = invoice_line.c.account.like("7%")
    sale = invoice.c.kind == InvoiceKind.INVOICE.value
    totals = (
        select(invoice.c.contact_id, func.sum(invoice_line.c.gross).label("total"))
        .join(invoice_line, invoice_line.c.invoice_id == invoice.c.id)
        .where(sold)
        .group_by(invoice.c.contact_id)
    )
    total = {row.contact_id: row.total for row in kept.db.execute(totals)}
    counts = (
        select(
            invoice.c.contact_id,
            func.count().label("number"),
            func.max(invoice.c.issued_on).label("last"),
        )
        .where(sale)
        .group_by(invoice.c.contact_id)
    )
    true = {
        row.contact_id: (row.number, total.get(row.contact_id, ZERO), row.last)
        for row in kept.db.execute(counts)
    }
    said = {
        row["contact_id"]: (row["count"], row["total"], row["last_on"])
        for row in kept.db.execute(select(sale_stat)).mappings()
    }
    bought = (
        select(invoice.c.contact_id, invoice_line.c.sku)
        .join(invoice_line, invoice_line.c.invoice_id == invoice.c.id)
        .where(invoice_line.c.sku != "", sale)
        .distinct()
    )
    items = {tuple(row) for row in kept.db.execute(bought)}
    known = {tuple(row) for row in kept.db.execute(select(sale_item))}
    if true != said or items != known:
        yield _fault(
            "sale_stat",
            "JRN040",
            "les chiffres que lisent les segments ne sont pas ceux des factures.",
            BEHIND,
        )


def _documents(kept: _Books) -> Iterator[Finding]:
    """Every issued document is where it was filed, unchanged."""
    for made in documents.documents(kept.db):
        if documents.sha256(made.content.encode()) != made.content_sha256:
            yield _fault(made.number, "DOC026", "sa copie figée a changé.", BEHIND)
        if not made.path:
            continue
        path = kept.ctx.var / filing.FOLDER / made.path
        if not path.is_file():
            yield _fault(
                made.number,
                "ARC002",
                "son PDF n’est plus à sa place.",
                "Restaurez la dernière sauvegarde.",
            )
        elif not is_unchanged(path, made.pdf_sha256):
            yield _fault(
                made.number,
                "DOC026",
                "son PDF a changé depuis son émission.",
                "Restaurez la dernière sauvegarde.",
                "CGI, art. 289, V",
            )


def _cash(kept: _Books) -> Iterator[Finding]:
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
            yield _fault(
                f"caisse au {row.date:%d/%m/%Y}",
                "JRN026",
                "la caisse est négative.",
                "Cherchez l’encaissement ou le retrait qui manque.",
            )
            return


def _purchases(kept: _Books) -> Iterator[Finding]:
    """What was bought is what its entry and its file say."""
    sums = _sums_by_voucher(kept.db) if books.keeps(kept.project) else None
    for number, code, found in control.differences(kept.db, kept.ctx.var, sums):
        yield _fault(number, code, found, "Restaurez la dernière sauvegarde.")


def _closings(kept: _Books) -> Iterator[Finding]:
    """Closed periods are what they were when they were closed."""
    for where, found, remedy in closed.differences(kept.db, kept.project, kept.ctx.var):
        yield _fault(f"clôture de {where}", "JRN007", found, remedy, "PCG, art. 1031-4")
    verdict = chain.verify(kept.db, closing)
    if not verdict.holds:
        yield _fault("clôtures", "JRN008", "la chaîne des clôtures est rompue.", BEHIND)


def _fec(kept: _Books) -> Iterator[Finding]:
    month = books.start_month(kept.project)
    for year in ledger.fiscal_years(kept.db, start_month=month):
        try:
            content, _ = ledgers.fec_of(kept.db, year)
        except RefusedError:  # an entry that is not one any more: the checks above say which
            continue
        for fault in faults(content, year=year)[:5]:
            yield _fault(
                f"FEC {year.name}, ligne {fault.line}",
                fault.code,
                f"{fault.what}.",
                "Corrigez la fiche ou la pièce en cause.",
                "LPF, art. A47 A-1",
            )


SALES_CHECKS: tuple[Check, ...] = (
    _numbers,
    _invoices,
    _payments,
    _members,
    _cheques,
    _statistics,
    _documents,
    _purchases,
)
CHECKS: tuple[Check, ...] = (
    _chain,
    _entries,
    _entry_numbers,
    *SALES_CHECKS,
    _matching,
    _cash,
    _closings,
    _fec,
)
