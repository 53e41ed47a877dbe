"""Entries, payments and FEC of the base as the rules read them."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, func, select

from comptoir import payments as payment_module
from comptoir.desk import books, ledgers
from comptoir.desk.project import Project
from comptoir.errors import RefusedError
from comptoir.law import chart
from comptoir.ledger import Posting
from comptoir.ledger.entry import postings_hash
from comptoir.ledger.fec import CHARSET
from comptoir.money import ZERO
from comptoir.rules.values.books import (
    CashBox,
    CashSoftware,
    EntryLine,
    EntryNumbers,
    EntryRow,
    HashChain,
    Match,
    PaymentRow,
)
from comptoir.rules.values.fec import Fec
from comptoir.settings import Attestation
from comptoir.settings.organisation import VatRegime
from comptoir.store import chain, ledger
from comptoir.store.tables.contacts import contact
from comptoir.store.tables.ledger import entry, posting
from comptoir.store.tables.payments import payment, payment_part
from comptoir.store.tables.sales import document, invoice, invoice_line

ORIGINS = {"membership": "dues", "donation": "gift"}


def entry_rows(db: Connection) -> Iterator[EntryRow]:
    """Yield every entry, with what it comes from."""
    postings: dict[int, list[Posting]] = {}
    for row in db.execute(select(posting).order_by(posting.c.entry_id, posting.c.rank)):
        one = Posting(
            account=row.account,
            party_account=row.party_account,
            amount=row.amount,
            label=row.label,
        )
        postings.setdefault(row.entry_id, []).append(one)
    kept = set(db.execute(select(document.c.number)).scalars())
    kept |= set(db.execute(select(payment.c.number)).scalars())
    sold, paid = _sold(db), _paid(db)
    for row in db.execute(select(entry).order_by(entry.c.id)):
        mine = postings.get(row.id, [])
        natures, costs, on_debits = sold.get(row.voucher, ((), ZERO, False))
        yield EntryRow(
            id=f"{row.fiscal_year}/{row.number}",
            journal=row.journal,
            on=row.date,
            voucher=row.voucher,
            voucher_kept=row.voucher in kept if row.voucher[:2] in ("F-", "P-") else None,
            origin="invoice" if row.voucher in sold else paid.get(row.voucher, ""),
            lines=tuple(map(_line, mine)),
            validated_on=row.validated_on,
            natures=natures,
            costs=costs,
            on_debits=on_debits,
            changed=postings_hash(mine) != row.postings_hash,
            software=row.software,
        )


def _line(one: Posting) -> EntryLine:
    return EntryLine(
        account=one.account,
        debit=one.debit,
        credit=one.credit,
        label=one.label,
        party=one.party_account,
    )


def _sold(db: Connection) -> dict[str, tuple[tuple[str, ...], Decimal, bool]]:
    """Return what each invoice sells, its costs, and whether its VAT is due on debits."""
    lines = select(invoice.c.number, invoice.c.content, invoice_line).join(
        invoice, invoice.c.id == invoice_line.c.invoice_id
    )
    natures: dict[str, set[str]] = {}
    costs: Counter[str] = Counter()
    debits: dict[str, bool] = {}
    for row in db.execute(lines):
        natures.setdefault(row.number, set()).add(row.nature)
        debits[row.number] = '"vat_on_debits":true' in row.content
        if row.kind == "charge":
            costs[row.number] += row.net
    return {
        number: (tuple(sorted(found)), Decimal(costs[number]), debits[number])
        for number, found in natures.items()
    }


def _paid(db: Connection) -> dict[str, str]:
    """Return what each payment pays, when it is one thing."""
    parts = select(payment.c.number, payment_part.c.kind).join(
        payment, payment.c.id == payment_part.c.payment_id
    )
    kinds: dict[str, set[str]] = {}
    for number, kind in db.execute(parts):
        kinds.setdefault(number, set()).add(kind)
    return {
        number: ORIGINS.get(next(iter(found)), "payment") if len(found) == 1 else "payment"
        for number, found in kinds.items()
    }


def entry_numbers(db: Connection) -> Iterator[EntryNumbers]:
    known: dict[int, list[int]] = {}
    for row in db.execute(select(entry.c.fiscal_year, entry.c.number).order_by(entry.c.id)):
        known.setdefault(row.fiscal_year, []).append(row.number)
    for year, numbers in known.items():
        yield EntryNumbers(id=str(year), numbers=tuple(numbers))


def hash_chain(db: Connection) -> HashChain:
    verdict = chain.verify(db, entry)
    return HashChain(broken_at=verdict.broken_at, lost_anchors=len(verdict.lost_anchors))


def matches(db: Connection) -> Iterator[Match]:
    found: dict[tuple[str, str], list[Any]] = {}
    for row in db.execute(select(posting).where(posting.c.match_code.is_not(None))):
        found.setdefault((row.party_account, row.match_code), []).append(row)
    for (party, code), rows in found.items():
        yield Match(
            id=f"{party} {code}",
            code=code,
            parties=(party,),
            amounts=tuple(row.amount for row in rows),
            on=max((row.matched_on for row in rows if row.matched_on), default=None),
        )


def cash_box(db: Connection) -> CashBox:
    query = (
        select(entry.c.date, func.sum(posting.c.amount).label("sum"))
        .join(posting, posting.c.entry_id == entry.c.id)
        .where(posting.c.account.like(f"{chart.CASH}%"))
        .group_by(entry.c.date)
        .order_by(entry.c.date)
    )
    held, balances = ZERO, {}
    for row in db.execute(query):
        held += row.sum
        balances[row.date.isoformat()] = held
    return CashBox(id=chart.CASH, balances=balances)


def fecs(db: Connection, project: Project) -> Iterator[Fec]:
    """Yield the FEC of each fiscal year, as it would be exported now."""
    month = books.start_month(project)
    first = True
    for year in ledger.fiscal_years(db, start_month=month):
        try:
            content, _ = ledgers.fec_of(db, year)
        except RefusedError:  # an entry that is not one any more: other rules say which
            continue
        name, official = ledgers.file_name(project, year)
        header, *lines = content.decode(CHARSET).splitlines()
        codes = select(entry.c.journal).where(entry.c.date.between(year.starts, year.ends))
        yield Fec(
            name=name,
            siren=project.organisation.siren if official else "",
            starts=year.starts,
            ends=year.ends,
            header=header,
            lines=tuple(lines),
            journals=tuple(sorted(set(db.execute(codes).scalars()))),
            first_year=first,
        )
        first = False


def payment_rows(db: Connection) -> Iterator[PaymentRow]:
    parts = Counter(db.execute(select(payment_part.c.payment_id)).scalars())
    for row in db.execute(select(payment).order_by(payment.c.id)):
        yield PaymentRow(
            id=row.number,
            recorded_at=row.recorded_at,
            gross=row.amount,
            lines=parts[row.id],
            method=row.method,
        )


def cash_software(
    db: Connection, project: Project, attestations: tuple[Attestation, ...], today: date
) -> CashSoftware:
    """Return what is known of the duty of cash software: the regime, who pays, what is attested."""
    people = (
        select(payment_part.c.payment_id)
        .join(payment, payment.c.id == payment_part.c.payment_id)
        .join(contact, contact.c.id == payment.c.contact_id)
        .where(payment_part.c.kind == "invoice", contact.c.kind == "person")
        .limit(1)
    )
    standing = {one.code for one in attestations if one.signed_on <= today <= one.until}
    proven = "JRN034" in standing
    regime = project.organisation.vat.regime
    return CashSoftware(
        taxable=regime in (VatRegime.REAL, VatRegime.MIXED),
        consumers=db.execute(people).first() is not None,
        bank_only="JRN033" in standing,
        declared="in" if proven else "",
        proof="attested" if proven else "",
        version=payment_module.VERSION,
    )
