"""`comptoir ledger doubtful` and `writeoff`: debts that may not be paid, or are lost."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from comptoir.bookkeeping import PaidInvoice
from comptoir.bookkeeping.doubtful import (
    Unpaid,
    loss_entry,
    provision_entry,
    transfer_entry,
    unpaid,
)
from comptoir.context import Context
from comptoir.desk import books
from comptoir.desk.project import load
from comptoir.errors import RefusedError
from comptoir.law import chart
from comptoir.money import ZERO, french_amount, to_cents
from comptoir.store import Transaction, begin, billing, doubtful, ledger
from comptoir.store.billing import KeptInvoice
from comptoir.store.doubtful import Debt
from comptoir.store.sequences import next_number
from comptoir.text import on_one_line

SERIES, LOSS = "DO", "PI"
# Dictated for the copy sent to the customer (CGI, ann. II, art. 272; LAW, DOC047).
MENTION = (
    "Facture demeurée impayée pour la somme de {net} (prix net) et pour la somme de {tax} (taxe "
    "sur la valeur ajoutée correspondante) qui ne peut faire l’objet d’une déduction "
    "(CGI, art. 272)."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubted:
    """What became of a debt."""

    invoice: str
    amount: Decimal
    provision: Decimal
    vouchers: tuple[str, ...]
    lost: bool = False
    vat_recovered: Decimal = ZERO
    vat_never_due: Decimal = ZERO
    loss: Decimal = ZERO
    mention: str = ""  # for the copy of the invoice, when VAT is recovered


def doubt(ctx: Context, number: str, *, reason: str = "", percent: int | None = None) -> Doubted:
    """Move what is left of an invoice to doubtful debts, and write it down.

    Args:
        ctx: who acts.
        number: of the invoice.
        reason: why; needed the first time.
        percent: of the amount without VAT, that it is feared to lose in all.

    Raises:
        RefusedError: it is settled, lost, or there is nothing to change.
    """
    today = ctx.act_on()
    project = load(ctx)
    books.refuse_without(project)
    with begin(ctx, act="ledger.doubtful") as tx:
        kept, debt = _open(tx, number)
        one = _unpaid(tx, kept)
        vouchers = []
        if debt is None:
            entry = transfer_entry(one, number=_next(tx, SERIES, today), on=today)
            books.post(tx, project, [entry])
            vouchers.append(entry.voucher)
            debt = Debt(
                invoice_id=kept.id,
                on=today,
                voucher=entry.voucher,
                amount=one.amount,
                provision=ZERO,
                reason=_reason(reason),
            )
            doubtful.add(tx, debt, number=one.invoice)
        elif percent is None:
            raise RefusedError(
                f"{one.invoice} est déjà en créance douteuse ({debt.voucher}).",
                remedy="Changez sa dépréciation (--depreciation 100), ou ramenez-la (--annuler).",
            )
        provision = debt.provision
        if percent is not None:
            provision = to_cents(one.net * percent / 100)
            if provision != debt.provision:
                entry = provision_entry(
                    one,
                    provision - debt.provision,
                    number=_next(tx, SERIES, today),
                    on=today,
                )
                books.post(tx, project, [entry])
                vouchers.append(entry.voucher)
                doubtful.write_down(tx, debt, provision, number=one.invoice)
    return Doubted(
        invoice=one.invoice, amount=one.amount, provision=provision, vouchers=tuple(vouchers)
    )


def bring_back(ctx: Context, number: str) -> Doubted:
    """Bring a doubtful debt back to the customers: it is going to be paid."""
    today = ctx.act_on()
    project = load(ctx)
    books.refuse_without(project)
    with begin(ctx, act="ledger.doubtful") as tx:
        kept, debt = _open(tx, number)
        if debt is None:
            raise RefusedError(
                f"{kept.invoice.number} n’est pas en créance douteuse.", remedy="Rien à ramener."
            )
        one = _unpaid(tx, kept)
        back = transfer_entry(one, number=_next(tx, SERIES, today), on=today, back=True)
        entries = [back]
        if debt.provision:
            number_ = _next(tx, SERIES, today)
            entries.append(provision_entry(one, -debt.provision, number=number_, on=today))
        books.post(tx, project, entries)
        for rank, account in ((0, chart.DOUBTFUL), (1, chart.CUSTOMERS)):
            both = [(debt.voucher, rank), (back.voucher, rank)]
            ledger.match(tx, both, party=one.party, account=account)
        doubtful.drop(tx, debt, number=one.invoice)
    return Doubted(
        invoice=one.invoice,
        amount=one.amount,
        provision=ZERO,
        vouchers=tuple(entry.voucher for entry in entries),
    )


def write_off(ctx: Context, number: str, *, reason: str, recovers: bool) -> Doubted:
    """Give up what is left of an invoice, for good.

    Args:
        ctx: who acts.
        number: of the invoice.
        reason: the proof of the loss: a liquidator's certificate, a bailiff's report.
        recovers: whether the VAT paid to the State is taken back: the loss is proved.
    """
    today = ctx.act_on()
    project = load(ctx)
    books.refuse_without(project)
    said = _reason(reason)
    with begin(ctx, act="ledger.writeoff") as tx:
        kept, debt = _open(tx, number)
        one = _unpaid(tx, kept)
        entry = loss_entry(
            one,
            number=_next(tx, LOSS, today),
            on=today,
            account=chart.DOUBTFUL if debt else chart.CUSTOMERS,
            provision=debt.provision if debt else ZERO,
            recovers=recovers,
        )
        books.post(tx, project, [entry])
        _match(tx, kept, one, debt, entry.voucher)
        if debt is None:
            debt = Debt(
                invoice_id=kept.id,
                on=today,
                voucher="",
                amount=one.amount,
                provision=ZERO,
                reason=said,
            )
            doubtful.add(tx, debt, number=one.invoice)
        doubtful.lose(tx, debt, number=one.invoice, voucher=entry.voucher, on=today)
    return _lost(one, entry.voucher, recovers=recovers)


def _lost(one: Unpaid, voucher: str, *, recovers: bool) -> Doubted:
    waiting = sum(one.waiting.values(), ZERO)
    due = sum(one.due.values(), ZERO) if recovers else ZERO
    mention = ""
    if due:
        net = french_amount(one.net)
        mention = MENTION.format(net=net, tax=french_amount(due + waiting))
    return Doubted(
        invoice=one.invoice,
        amount=one.amount,
        provision=ZERO,
        vouchers=(voucher,),
        lost=True,
        vat_recovered=due,
        vat_never_due=waiting,
        loss=one.amount - waiting - due,
        mention=mention,
    )


def _reason(text: str) -> str:
    told = on_one_line(text)
    if not told:
        raise RefusedError(
            "Il manque la raison.", remedy="Dites-la par --motif : relances sans effet, jugement…"
        )
    return told


def _open(tx: Transaction, number: str) -> tuple[KeptInvoice, Debt | None]:
    kept = billing.invoice_numbered(tx.db, number.strip().upper())
    debt = doubtful.of_invoice(tx.db, kept.id)
    if debt and debt.lost_on:
        raise RefusedError(
            f"{kept.invoice.number} est passée en perte ({debt.lost_voucher}).",
            remedy="Une somme qui revient s’enregistre au compte 7714, par une écriture.",
        )
    if kept.amount_due <= ZERO:
        raise RefusedError(
            f"{kept.invoice.number} est soldée.", remedy="Vérifiez le numéro de la facture."
        )
    return kept, debt


def _unpaid(tx: Transaction, kept: KeptInvoice) -> Unpaid:
    claim = PaidInvoice.of(kept.invoice, paid_before=kept.paid, notes=kept.notes)
    return unpaid(kept.invoice, claim, kept.amount_due)


def _next(tx: Transaction, series: str, day: date) -> str:
    return next_number(tx.db, series=series, year=day.year)


def _match(
    tx: Transaction, kept: KeptInvoice, one: Unpaid, debt: Debt | None, voucher: str
) -> None:
    """Match what a loss settles: the invoice on 411, its doubtful debt on 416."""
    books.match(tx, kept, party=one.party, also=[(debt.voucher, 1) if debt else (voucher, 0)])
    if debt:
        both = [(debt.voucher, 0), (voucher, 0)]
        ledger.match(tx, both, party=one.party, account=chart.DOUBTFUL)
