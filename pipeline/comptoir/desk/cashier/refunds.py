"""`comptoir payment refund` and `approve`: asked by one person, paid by another."""

from dataclasses import replace
from decimal import Decimal

from comptoir.context import Context
from comptoir.desk import procedures, project
from comptoir.desk.cashier import reversals
from comptoir.desk.cashier.reversals import TakenBack
from comptoir.desk.project import Project
from comptoir.errors import InputError, RefusedError
from comptoir.money import french_amount
from comptoir.payments import Kind, Method, taken_back
from comptoir.payments.refunds import Refund, RefundState, check_second, of_credit, refundable
from comptoir.sales.numbering import CREDIT, PAYMENT, REFUND
from comptoir.settings.organisation import Kind as Organised
from comptoir.store import Transaction, begin, billing, payments, reading, refunds
from comptoir.store.sequences import next_number
from comptoir.text import on_one_line

ALONE = (Organised.SOLE_TRADER, Organised.INDIVIDUAL)


def ask(
    ctx: Context, about: str, *, reason: str, method: Method, amount: Decimal | None = None
) -> Refund:
    """Ask to give back what a credit note owes, or what was received for no invoice.

    Args:
        ctx: who asks.
        about: a credit note, or a payment: its gift, its fee, what was too much.
        reason: why.
        method: how it will be given back.
        amount: all that may be, unless said.

    Raises:
        RefusedError: nothing, or less, is to be given back.
    """
    today = ctx.act_on()
    said = on_one_line(reason)
    if not said:
        raise RefusedError("Il manque le motif.", remedy="Dites-le par --motif.")
    with begin(ctx, act="payment.refund") as tx:
        name = about.strip().upper()
        most, payee, contact_id = _owed(tx, name)
        wanted = most if amount is None else amount
        asked_before = sum(
            (one.amount for one in refunds.refunds(tx.db, pending=True) if one.about == name),
            Decimal(0),
        )
        if wanted > most - asked_before or not most:
            raise RefusedError(
                f"De {name}, il reste {french_amount(most - asked_before)} à rendre.",
                remedy="Une facture payée se rend d’abord par un avoir : comptoir avoir nouveau",
            )
        asked = Refund(
            number=next_number(tx.db, series=REFUND, year=today.year),
            about=name,
            payee=payee,
            amount=wanted,
            method=method,
            reason=said,
            asked_on=today,
            asked_by=ctx.actor.login,
        )
        refunds.add(tx, asked, contact_id=contact_id)
    return asked


def _owed(tx: Transaction, about: str) -> tuple[Decimal, str, int]:
    """Return what may be given back of something, to whom, and their id."""
    series = about.partition("-")[0]
    if series == CREDIT:
        kept = billing.credit_numbered(tx.db, about)
        return kept.left, kept.note.offer.buyer.reference, kept.contact_id
    if series == PAYMENT:
        paid = payments.payment_numbered(tx.db, about)
        if paid.payment.kind is Kind.RECEIVED:
            left = refundable(paid.payment, paid.gone)
            return left, paid.payment.payer, paid.contact_id
    raise InputError(
        f"« {about} » n’est ni un avoir, ni un règlement reçu.",
        remedy="Donnez un numéro comme A-2026-0001 ou P-2026-0001.",
    )


def listing(ctx: Context, *, pending: bool = False) -> list[Refund]:
    with reading(ctx) as db:
        return refunds.refunds(db, pending=pending)


def refuse(ctx: Context, number: str) -> Refund:
    """Answer that a refund will not be paid."""
    ctx.act_on()
    with begin(ctx, act="payment.refuse") as tx:
        asked = refunds.numbered(tx.db, number)
        if asked.state is not RefundState.ASKED:
            raise RefusedError(f"{asked.number} est déjà {asked.state.french}.")
        refunds.decide(tx, asked.number, RefundState.REFUSED, by=ctx.actor.login, payment_id=None)
    return replace(asked, state=RefundState.REFUSED, decided_by=ctx.actor.login)


def approve(ctx: Context, number: str) -> tuple[Refund, TakenBack]:
    """Pay out a refund that somebody else asked for: a negative payment and its entry.

    Raises:
        RefusedError: the same person asked for it, or it cannot be paid any more.
    """
    today = ctx.act_on()
    whole = project.load(ctx)
    with begin(ctx, act="payment.approve") as tx:
        asked = refunds.numbered(tx.db, number)
        signed = _second(ctx, whole, asked)
        procedures.require(tx, "refund", asked.number)
        most, _, contact_id = _owed(tx, asked.about)
        if asked.amount > most:
            raise RefusedError(
                f"De {asked.about}, il ne reste que {french_amount(most)} à rendre.",
                remedy=f"Refusez-le : comptoir règlement refuser {asked.number}",
            )
        paid = next_number(tx.db, series=PAYMENT, year=today.year)
        if asked.about.startswith(f"{CREDIT}-"):
            made = of_credit(asked, number=paid, on=today)
            done = reversals.write_refund(tx, whole, made, contact_id=contact_id)
        else:
            kept = payments.payment_numbered(tx.db, asked.about)
            made = taken_back(
                kept.payment,
                asked.amount,
                number=paid,
                on=today,
                kind=Kind.REFUND,
                reason=asked.reason,
                before=kept.gone,
            )
            done = reversals.write(tx, whole, kept, replace(made, method=asked.method))
        refunds.decide(
            tx, asked.number, RefundState.PAID, by=signed,
            payment_id=payments.payment_numbered(tx.db, paid).id,
        )  # fmt: skip
    return replace(asked, state=RefundState.PAID, decided_by=signed, payment=paid), done


def _second(ctx: Context, whole: Project, asked: Refund) -> str:
    """Return who signs: another person than who asked, or nobody in a house of one."""
    people = whole.site.people
    me = ctx.actor.login
    if whole.organisation.kind in ALONE and len(people) <= 1 and me == asked.asked_by:
        if asked.state is not RefundState.ASKED:
            check_second(asked, me)
        return ""
    first, second = people.get(asked.asked_by), people.get(me)
    same = first and second and first.name == second.name
    check_second(asked, asked.asked_by if same else me)
    if people and second is None:
        raise RefusedError(
            f"« {me} » n’est pas dans comptoir.toml [people] : on ne sait pas qui approuve.",
            remedy="Ajoutez-y cette personne et son profil.",
        )
    return me
