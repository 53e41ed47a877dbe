"""Refunds: one person asks, another pays out (LAW, JRN; row 31 of the features)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from comptoir.errors import RefusedError
from comptoir.law.payments import CASH_CEILING
from comptoir.money import ZERO, french_amount
from comptoir.payments.methods import Method
from comptoir.payments.payment import Kind, Payment, Share, ShareKind


class RefundState(StrEnum):
    """How far a refund is."""

    ASKED = "asked"
    PAID = "paid"
    REFUSED = "refused"

    @property
    def french(self) -> str:
        return {"asked": "à approuver", "paid": "payé", "refused": "refusé"}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Refund:
    """What somebody asked to give back, and who answered."""

    number: str  # RB-2026-0001
    about: str  # A-2026-0001, or P-2026-0001
    payee: str  # C-000123
    amount: Decimal
    method: Method
    reason: str
    asked_on: date
    asked_by: str  # login
    state: RefundState = RefundState.ASKED
    decided_by: str = ""
    decided_on: date | None = None
    payment: str = ""  # P-2026-0009, the negative one

    def __post_init__(self) -> None:
        if self.amount <= 0:
            raise RefusedError("Un remboursement est plus grand que zéro.", remedy="Vérifiez-le.")
        ceiling = CASH_CEILING.on(self.asked_on)
        if self.method is Method.CASH and self.amount > ceiling:
            raise RefusedError(
                f"{french_amount(self.amount)} ne se rendent pas en espèces : le plafond est de "
                f"{french_amount(ceiling)} ({CASH_CEILING.source}).",
                remedy="Rendez-les par virement.",
            )


def check_second(refund: Refund, login: str) -> None:
    """Refuse that who asked also approves.

    Raises:
        RefusedError: it was decided already, or by the same person.
    """
    if refund.state is not RefundState.ASKED:
        raise RefusedError(
            f"{refund.number} est déjà {refund.state.french}.",
            remedy="Voyez-les : comptoir règlement rembourser",
        )
    if login == refund.asked_by:
        raise RefusedError(
            f"Vous avez demandé {refund.number} : quelqu’un d’autre doit l’approuver.",
            remedy="Une autre personne de comptoir.toml [people] lance cette commande, sous son "
            "propre compte.",
        )


def refundable(payment: Payment, gone: Decimal) -> Decimal:
    """Return what may be given back of a payment: all but what paid invoices.

    What an invoice was paid for is given back by its credit note.
    """
    free = sum((s.amount for s in payment.shares if s.kind is not ShareKind.INVOICE), ZERO)
    return max(free - gone, ZERO)


def of_credit(refund: Refund, *, number: str, on: date) -> Payment:
    """Return the negative payment that gives back what a credit note owes."""
    return Payment(
        number=number,
        payer=refund.payee,
        received_on=on,
        method=refund.method,
        amount=-refund.amount,
        shares=(Share(kind=ShareKind.INVOICE, amount=-refund.amount, about=refund.about),),
        kind=Kind.REFUND,
        reason=refund.reason,
    )
