"""A certificate of payment: what a member shows to a works council or to whoever helps to pay."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from comptoir.dates import french_date
from comptoir.errors import RefusedError
from comptoir.money import ZERO, french_amount
from comptoir.party import Party


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidThing:
    """Something that was paid, and what stays paid of it."""

    what: str  # in French: « Cotisation 2026-2027 »
    paid_on: date
    method: str  # in French
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """What somebody paid over a period, as the books have it."""

    number: str  # AT-2026-0001
    issued_on: date
    payer: Party
    starts: date
    ends: date
    paid: tuple[PaidThing, ...]
    signatory: str  # name and title

    def __post_init__(self) -> None:
        if self.total <= 0:
            raise RefusedError(
                "Rien n’a été payé sur cette période : il n’y a rien à attester.",
                remedy="Vérifiez la référence et la saison.",
            )

    @property
    def total(self) -> Decimal:
        return sum((one.amount for one in self.paid), ZERO)


def certificate_face(made: Certificate, *, address: list[str]) -> Mapping[str, object]:
    """Return what `print/certificate.typ` shows."""
    return {
        "title": f"Attestation de paiement {made.number}",
        "number": made.number,
        "address": address,
        "facts": [["Date", french_date(made.issued_on)], ["Référence", made.payer.reference]],
        "payer": made.payer.name,
        "period": f"du {french_date(made.starts)} au {french_date(made.ends)}",
        "paid": [
            [one.what, french_date(one.paid_on), one.method, french_amount(one.amount)]
            for one in made.paid
        ],
        "total": french_amount(made.total),
        "issued_on": french_date(made.issued_on),
        "signatory": made.signatory,
    }
