"""A payment and its shares: it pays exactly what it is said to pay, or it is refused.

What takes a payment back, in whole or part, is one more payment, negative.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from comptoir.errors import RefusedError
from comptoir.law.payments import CASH_CEILING
from comptoir.money import ZERO, french_amount
from comptoir.payments.methods import Method


class ShareKind(StrEnum):
    """What a share of a payment pays: things that never mix."""

    INVOICE = "invoice"
    MEMBERSHIP = "membership"
    DONATION = "donation"
    OVERPAYMENT = "overpayment"  # paid for nothing that is owed: given back, or kept for later


class Kind(StrEnum):
    """Whether money came in, or what took it back."""

    RECEIVED = "received"
    UNDONE = "undone"  # recorded by mistake
    BOUNCED = "bounced"  # came back unpaid from the bank
    REFUND = "refund"  # given back

    @property
    def french(self) -> str:
        return {
            "received": "reçu", "undone": "annulation", "bounced": "rejet",
            "refund": "remboursement",
        }[self.value]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """One share of a payment, and the debt that it pays; negative when it is taken back."""

    kind: ShareKind
    amount: Decimal
    about: str = ""  # F-2026-0001, 2026-2027
    debt: Decimal = ZERO  # the whole debt, before any payment; zero for a gift

    def __post_init__(self) -> None:
        if not self.amount:
            raise RefusedError(
                "Une part de ce règlement est de zéro.", remedy="Vérifiez les montants."
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """What was received on a day, from one party, for one or several things."""

    number: str  # P-2026-0001
    payer: str  # C-000123
    received_on: date
    method: Method
    amount: Decimal
    shares: tuple[Share, ...]
    reference: str = ""
    kind: Kind = Kind.RECEIVED
    reverses: str = ""  # P-2026-0001
    reason: str = ""

    def __post_init__(self) -> None:
        taken_back = self.kind is not Kind.RECEIVED
        if any((share.amount < 0) != taken_back for share in self.shares):
            raise RefusedError(
                "Une part de ce règlement n’est pas du même sens que lui.",
                remedy="Vérifiez les montants.",
            )
        total = sum((share.amount for share in self.shares), ZERO)
        if total != self.amount:
            raise RefusedError(
                f"Ce règlement de {french_amount(self.amount)} ne fait pas la somme de ses parts "
                f"({french_amount(total)}).",
                remedy="Dites tout ce qu’il paie : --invoice, --dues, --gift.",
            )
        for share in self.shares:
            if not taken_back:
                _check_cash(self.method, share, self.received_on)

    def part(self, kind: ShareKind) -> Decimal:
        return sum((s.amount for s in self.shares if s.kind is kind), ZERO)


def _check_cash(method: Method, share: Share, day: date) -> None:
    """Refuse cash for a debt over the ceiling, instalments included (CMF, art. L112-6)."""
    ceiling = CASH_CEILING.on(day)
    if method is Method.CASH and share.debt > ceiling:
        raise RefusedError(
            f"Une dette de {french_amount(share.debt)} ne peut pas être payée en espèces, même en "
            f"plusieurs fois : le plafond est de {french_amount(ceiling)} ({CASH_CEILING.source}).",
            remedy="Demandez un chèque, un virement ou une carte.",
        )


def taken_back(
    payment: Payment,
    amount: Decimal,
    *,
    number: str,
    on: date,
    kind: Kind,
    reason: str,
    before: Decimal = ZERO,
) -> Payment:
    """Return the negative payment that takes back some or all of one, its last shares first.

    Gifts come last in a payment, so they go first: a receipt is only for what was cashed.

    Args:
        payment: the one that was received.
        amount: what is taken back, more than zero.
        number: of the negative payment.
        on: its day.
        kind: why.
        reason: in the words of who acts.
        before: what was taken back of it already.

    Raises:
        RefusedError: no more than what is left of it can be taken back.
    """
    if not ZERO < amount <= payment.amount - before:
        raise RefusedError(
            f"Il reste {french_amount(payment.amount - before)} du règlement {payment.number} : "
            f"{french_amount(amount)} ne peuvent pas en être repris.",
            remedy="Vérifiez le montant et le numéro.",
        )
    shares: list[Share] = []
    skip, left = before, amount
    for share in reversed(payment.shares):
        gone = min(skip, share.amount)
        skip -= gone
        part = min(left, share.amount - gone)
        left -= part
        if part:
            shares.insert(0, replace(share, amount=-part))
    return Payment(
        number=number,
        payer=payment.payer,
        received_on=on,
        method=payment.method,
        amount=-amount,
        shares=tuple(shares),
        reference=payment.reference,
        kind=kind,
        reverses=payment.number,
        reason=reason,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """An unpaid invoice: what was asked and what is left."""

    number: str
    gross: Decimal
    amount_due: Decimal


def allocate(
    amount: Decimal,
    *,
    invoices: Sequence[Claim] = (),
    dues: Sequence[tuple[str, Decimal]] = (),
    gift: Decimal = ZERO,
    keep_rest: bool = False,
) -> tuple[Share, ...]:
    """Split a payment: dues and gift as said, the rest to the invoices, the oldest said first.

    Args:
        amount: what was received.
        invoices: those that it pays, in order; only the last one may stay unpaid in part.
        dues: seasons and their fees.
        gift: what is given for nothing.
        keep_rest: what is too much is kept for the payer, rather than refused.

    Raises:
        RefusedError: the amount is not exactly what these things take.

    >>> [
    ...     str(s.amount)
    ...     for s in allocate(
    ...         Decimal("72.00"), dues=[("2026-2027", Decimal("22.00"))], gift=Decimal("50.00")
    ...     )
    ... ]
    ['22.00', '50.00']
    """
    if amount <= 0:
        raise RefusedError("Un règlement est plus grand que zéro.", remedy="Vérifiez le montant.")
    left = amount - sum((fee for _, fee in dues), ZERO) - gift
    if left < 0:
        raise RefusedError(
            f"Il manque {french_amount(-left)} à ce règlement pour payer tout ce qui est dit.",
            remedy="Vérifiez le montant, ou retirez une part.",
        )
    shares = []
    for claim in invoices:
        paid = min(left, claim.amount_due)
        if claim.amount_due <= 0:
            raise RefusedError(f"La facture {claim.number} est déjà payée.", remedy="Retirez-la.")
        if paid <= 0:
            raise RefusedError(
                f"Il ne reste rien de ce règlement pour la facture {claim.number}.",
                remedy="Vérifiez le montant, ou retirez-la.",
            )
        shares.append(
            Share(kind=ShareKind.INVOICE, amount=paid, about=claim.number, debt=claim.gross)
        )
        left -= paid
    if left and not keep_rest:
        raise RefusedError(
            f"Il reste {french_amount(left)} de ce règlement que rien n’explique.",
            remedy="Dites ce qu’ils paient (--invoice, --dues, --gift, --overpaid), ou corrigez le "
            "montant.",
        )
    shares += [
        Share(kind=ShareKind.MEMBERSHIP, amount=fee, about=season, debt=fee)
        for season, fee in dues
        if fee
    ]
    if gift:
        shares.append(Share(kind=ShareKind.DONATION, amount=gift))
    if left:
        shares.append(Share(kind=ShareKind.OVERPAYMENT, amount=left))
    if not shares:
        raise RefusedError("Ce règlement ne paie rien.", remedy="Dites ce qu’il paie.")
    return tuple(shares)
