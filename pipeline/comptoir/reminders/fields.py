"""What the words of a reminder may say of the invoice."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from comptoir.dates import french_date
from comptoir.law.payments import BUSINESS_POINTS, PUBLIC_POINTS, RECOVERY_CHARGE
from comptoir.money import french_amount
from comptoir.party import PartyKind
from comptoir.reminders.ladder import Done, days_late
from comptoir.sales import Invoice
from comptoir.sales.mentions import PROFESSIONAL

REMINDER_FIELDS: Mapping[str, str] = {
    "invoice.number": "le numéro de la facture",
    "invoice.issued_on": "sa date",
    "invoice.due_on": "son échéance",
    "invoice.amount": "ce qu’elle demandait",
    "invoice.paid": "ce qui en a été payé ; vide si rien ne l’a été",
    "invoice.credited": "ce que des avoirs en ont rendu ; vide s’il n’y en a pas",
    "invoice.amount_due": "ce qui reste à payer",
    "invoice.days_late": "les jours de retard",
    "invoice.last_reminder": "le jour de la relance d’avant ; vide s’il n’y en a pas",
    "invoice.pay_by": "le dernier jour pour payer après une mise en demeure",
    "invoice.late_from": "le premier jour de retard",
    "invoice.late_rate": "le taux des pénalités de retard ; vide pour un particulier",
    "invoice.recovery_charge": "l’indemnité de 40 € ; vide si le client n’est pas un professionnel",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """An overdue invoice, as a reminder speaks of it."""

    invoice: Invoice
    due: Decimal  # what is left to pay
    paid: Decimal
    credited: Decimal
    done: tuple[Done, ...] = ()


def reminder_fields(claimed: Claimed, *, today: date, pay_within: int) -> dict[str, str]:
    """Return the fields of `REMINDER_FIELDS`, without « invoice. », as they are read."""
    invoice = claimed.invoice
    last = max(claimed.done, default=None)
    return {
        "number": invoice.number,
        "issued_on": french_date(invoice.issued_on),
        "due_on": french_date(invoice.due_on),
        "amount": french_amount(invoice.to_pay),
        "paid": french_amount(claimed.paid) if claimed.paid else "",
        "credited": french_amount(claimed.credited) if claimed.credited else "",
        "amount_due": french_amount(claimed.due),
        "days_late": str(days_late(invoice.due_on, today)),
        "last_reminder": french_date(last.on) if last else "",
        "pay_by": french_date(today + timedelta(days=pay_within)),
        "late_from": french_date(invoice.due_on + timedelta(days=1)),
        "late_rate": _late_rate(invoice),
        "recovery_charge": _recovery_charge(invoice),
    }


def _late_rate(invoice: Invoice) -> str:
    """The rate that the invoice prints (C. com., art. L441-10; CCP, art. L2192-13)."""
    kind = invoice.offer.buyer.kind
    if kind is PartyKind.CONSUMER:
        return ""  # DOC017
    points = PUBLIC_POINTS if kind is PartyKind.PUBLIC else BUSINESS_POINTS
    return (
        "taux de refinancement de la Banque centrale européenne majoré de "
        f"{points.on(invoice.issued_on)} points"
    )


def _recovery_charge(invoice: Invoice) -> str:
    if invoice.offer.buyer.kind not in PROFESSIONAL:
        return ""
    return french_amount(RECOVERY_CHARGE.on(invoice.issued_on))
