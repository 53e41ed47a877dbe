"""`comptoir payment import` of HelloAsso: each line to its account, each payout to the bank.

What is not certain is not recorded, and is told with what to do: a payer who is not in the base, a
fee that is no fee of a season, a sale without its invoice.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

from comptoir.bookkeeping import payout_entry
from comptoir.context import Context
from comptoir.desk import books, payments
from comptoir.desk.project import Project, load
from comptoir.errors import ComptoirError, RefusedError
from comptoir.members import Level, fee, plans
from comptoir.money import ZERO, french_amount
from comptoir.payments import Method
from comptoir.payments.online import LineKind, OnlineLine, OnlinePayment, payments_of
from comptoir.readers import helloasso
from comptoir.sales.numbering import PAYOUT
from comptoir.store import begin, billing, contacts, online, reading
from comptoir.store.online import HeldOnline
from comptoir.store.sequences import next_number

SERVICE = "HelloAsso"


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """A payment that was not recorded, and why; it holds no name."""

    reference: str
    row: int
    amount: Decimal
    why: str


@dataclass(slots=True, kw_only=True)
class Taken:
    """What of an export was recorded."""

    file: str
    payments: int = 0  # in the file
    known: int = 0
    recorded: list[str] = field(default_factory=list)
    amount: Decimal = ZERO
    receipts: int = 0
    theirs: int = 0  # gifts whose receipt the service gave
    left: list[Left] = field(default_factory=list)
    payouts: list[tuple[str, Decimal]] = field(default_factory=list)
    open_payouts: list[str] = field(default_factory=list)  # some of their payments are not here


def take(ctx: Context, path: Path) -> Taken:
    """Record what is new and certain of an export; a second import changes nothing."""
    ctx.act_on()
    project = load(ctx)
    found = payments_of(helloasso.read(path))
    told = Taken(file=path.name, payments=len(found))
    with reading(ctx) as db:
        known = online.references(db)
    for one in found:
        if one.reference in known:
            told.known += 1
            continue
        try:
            _record(ctx, project, one, told)
        except ComptoirError as error:
            told.left.append(
                Left(
                    reference=one.reference, row=one.lines[0].row, amount=one.amount,
                    why=str(error),
                )
            )  # fmt: skip
    _pay_out(ctx, project, found, told)
    return told


def _record(ctx: Context, project: Project, one: OnlinePayment, told: Taken) -> None:
    """Record a payment and all that it pays, then say whose it is at the service."""
    payer = _payer(ctx, one)
    made = payments.record(
        ctx,
        payer=payer,
        amount=one.amount,
        method=Method.HELLOASSO,
        invoices=_invoices(ctx, payer, one),
        dues=[_dues(project, amount, one.on) for amount in one.amounts(LineKind.DUES)],
        gift=one.part(LineKind.GIFT),
        received_on=one.on,
        reference=f"{SERVICE} {one.reference}",
        receipt_by=SERVICE if one.has_receipt else "",
        online=one.reference,
    )
    told.recorded.append(made.number)
    told.amount += made.amount
    told.receipts += len(made.receipts)
    told.theirs += one.has_receipt


def _payer(ctx: Context, one: OnlinePayment) -> str:
    with reading(ctx) as db:
        found = contacts.many(db, contacts.ids_of(db, email=one.email))
    if len(found) != 1:
        raise RefusedError(
            "Le payeur n’est pas dans la base."
            if not found
            else f"{len(found)} contacts ont le mél du payeur.",
            remedy="Importez d’abord les contacts : comptoir contact importer"
            if not found
            else "Enregistrez-le à la main : comptoir règlement enregistrer",
        )
    return found[0].reference


def _dues(project: Project, amount: Decimal, on: date) -> tuple[str, str]:
    """Return the period and the plan of a fee, by its day and its amount."""
    running = [s for s in project.organisation.seasons if s.starts <= on <= s.ends]
    for season in running:
        for level in Level:
            if fee(season, level) == amount:
                return season.name, level
    whole = project.organisation
    for plan in whole.plans:
        period = plans.term(whole, plan, on=on)
        if plans.price(whole, plan, period, on=on) == amount:
            return ("" if plan.period == "rolling" else period.name), plan.name
    raise RefusedError(
        f"{french_amount(amount)} n’est la cotisation d’aucune formule au {on:%d/%m/%Y}.",
        remedy="Vérifiez [[seasons]] et [[plans]] dans legal/organisation.toml, ou enregistrez à "
        "la main.",
    )


def _invoices(ctx: Context, payer: str, one: OnlinePayment) -> list[str]:
    """Return the invoices that the sales of a payment pay: one each, of exactly its amount."""
    wanted = one.amounts(LineKind.SALE)
    if not wanted:
        return []
    with reading(ctx) as db:
        id_ = contacts.by_reference(db, payer).id
        opens = [kept for kept in billing.invoices(db, unpaid=True) if kept.contact_id == id_]
    found = []
    for amount in wanted:
        same = next((kept for kept in opens if kept.amount_due == amount), None)
        if same is None:
            raise RefusedError(
                f"Aucune facture de {payer} n’attend {french_amount(amount)} pour cette vente.",
                remedy="Émettez-la, puis importez de nouveau : comptoir facture émettre",
            )
        opens.remove(same)
        found.append(same.invoice.number)
    return found


def _pay_out(ctx: Context, project: Project, found: Sequence[OnlinePayment], told: Taken) -> None:
    """Take to the bank what the service says that it paid out, once all of it is recorded."""
    wanted: dict[str, list[OnlineLine]] = {}
    for one in found:
        if one.payout:
            wanted.setdefault(one.payout, []).extend(one.lines)
    for reference, lines in sorted(wanted.items()):
        on = max((line.paid_out_on or line.on for line in lines), default=ctx.today)
        names = {line.reference for line in lines}
        with begin(ctx, act="payment.payout") as tx:
            if reference in online.payouts(tx.db) or on > ctx.today:
                continue
            brought = [one for one in online.held(tx.db) if one.reference in names]
            if {one.reference for one in brought} != names:
                told.open_payouts.append(reference)
                continue
            number = next_number(tx.db, series=PAYOUT, year=on.year)
            amount = online.add_payout(tx, number, reference, on=on, payments=brought)
            books.post(tx, project, [payout_entry(number, on, amount)])
        told.payouts.append((number, amount))


def payout_of(held: Sequence[HeldOnline], amount: Decimal, on: date) -> list[HeldOnline]:
    """Return what a movement of the bank brings: the oldest payments held that make its amount."""
    brought, total = [], ZERO
    for one in held:
        if one.on > on or total >= amount:
            break
        brought.append(one)
        total += one.amount
    return brought if total == amount else []
