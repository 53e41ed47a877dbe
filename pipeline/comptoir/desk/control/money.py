"""What was received and paid: payments, dues and gifts, cheques, purchases."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select

from comptoir.desk import books, filing
from comptoir.desk.control.finding import BEHIND, RESTORE, Books, Check, fault
from comptoir.desk.purchases import control
from comptoir.finding import Finding
from comptoir.law import chart
from comptoir.money import ZERO
from comptoir.payments import Method
from comptoir.readers.files import is_unchanged
from comptoir.store import balances, billing, cheques, doubtful, ledger
from comptoir.store.tables.ledger import posting
from comptoir.store.tables.members import donation, membership
from comptoir.store.tables.payments import cheque, cheque_deposit, payment, payment_part


def payments_agree(kept: Books) -> Iterator[Finding]:
    """Payment = shares = entry, and what is left to pay of each invoice."""
    sums = balances.by_voucher(kept.db)
    shares: dict[int, dict[str, Decimal]] = {}
    for row in kept.db.execute(select(payment_part)):
        mine = shares.setdefault(row.payment_id, {})
        mine[row.kind] = mine.get(row.kind, ZERO) + row.amount
    accounts = {
        "invoice": chart.CUSTOMERS, "donation": chart.GIFTS, "overpayment": chart.OVERPAID,
    }  # fmt: skip
    fees = _fees(kept)
    for row in kept.db.execute(select(payment)):
        mine = shares.get(row.id, {})
        if sum(mine.values(), ZERO) != row.amount:
            yield fault(row.number, "JRN003", "ses parts ne font pas son montant.", BEHIND)
        if not books.keeps(kept.project):
            continue
        booked = sums.get(row.number, {})
        expected: dict[str, Decimal] = dict(fees.get(row.id, {}))
        for kind, amount in mine.items():
            if kind != "membership":
                expected[accounts[kind]] = -amount
        if {a: s for a, s in booked.items() if a in expected} != expected:
            yield fault(row.number, "JRN003", "son écriture n’a pas ses parts.", BEHIND)
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
            yield fault(number, "JRN020", "ce qui reste à payer n’est pas juste.", BEHIND)


def _fees(kept: Books) -> dict[int, dict[str, Decimal]]:
    """Return what each payment brings to the account of each membership fee."""
    query = select(payment_part.c.payment_id, payment_part.c.amount, membership.c.account).join(
        membership, membership.c.id == payment_part.c.membership_id
    )
    found: dict[int, dict[str, Decimal]] = {}
    for row in kept.db.execute(query):
        mine = found.setdefault(row.payment_id, {})
        mine[row.account] = mine.get(row.account, ZERO) - row.amount
    return found


def members_agree(kept: Books) -> Iterator[Finding]:
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
                yield fault(
                    f"{table.name} {row.id}", "JRN019", "son règlement n’a pas son montant.", BEHIND
                )


def _settled(table: Any) -> list[Any]:
    """A fee that came back unpaid is owed: it has not its amount any more."""
    return [table.c.paid_on.is_not(None)] if table is membership else []


def cheques_agree(kept: Books) -> Iterator[Finding]:
    """Cheques make their payments, deposits their cheques, and 5112 holds those in hand."""
    totals = select(cheque.c.payment_id, func.sum(cheque.c.amount)).group_by(cheque.c.payment_id)
    held = dict(map(tuple, kept.db.execute(totals).all()))
    by_cheque = (payment.c.method == Method.CHEQUE.value) & (payment.c.amount > ZERO)
    for row in kept.db.execute(select(payment).where(by_cheque)):
        if held.get(row.id, ZERO) != row.amount:
            yield fault(row.number, "JRN003", "ses chèques ne font pas son montant.", BEHIND)
    sums = select(cheque.c.deposit_id, func.sum(cheque.c.amount)).group_by(cheque.c.deposit_id)
    deposited = dict(map(tuple, kept.db.execute(sums).all()))
    for row in kept.db.execute(select(cheque_deposit).where(cheque_deposit.c.cheques > 0)):
        if deposited.get(row.id, ZERO) != row.amount:
            yield fault(row.number, "JRN003", "ses chèques ne font pas son montant.", BEHIND)
    if books.keeps(kept.project):
        in_hand = sum((one.cheque.amount for one in cheques.in_hand(kept.db)), ZERO)
        here = posting.c.account == chart.CHEQUES
        booked = kept.db.execute(select(func.sum(posting.c.amount)).where(here)).scalar() or ZERO
        former = ledger.left_by_others(kept.db, chart.CHEQUES)  # whose cheques are not told here
        if not min(former, ZERO) <= booked - in_hand <= max(former, ZERO):
            yield fault(
                f"compte {chart.CHEQUES}",
                "JRN020",
                "son solde n’est pas le total des chèques en main.",
                BEHIND,
            )
    for number, (path, digest) in cheques.slips(kept.db).items():
        if not is_unchanged(kept.ctx.var / filing.FOLDER / path, digest):
            yield fault(
                number,
                "DOC026",
                "son bordereau n’est plus à sa place, ou a changé.",
                RESTORE,
            )


def purchases_agree(kept: Books) -> Iterator[Finding]:
    """What was bought is what its entry and its file say."""
    sums = balances.by_voucher(kept.db) if books.keeps(kept.project) else None
    for number, code, found in control.differences(kept.db, kept.ctx.var, sums):
        yield fault(number, code, found, RESTORE)


CHECKS: tuple[Check, ...] = (
    payments_agree,
    members_agree,
    cheques_agree,
    purchases_agree,
)
