"""Cheques: what each one says, and the day on which it may be taken to the bank."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from comptoir.errors import RefusedError
from comptoir.money import ZERO, french_amount


@dataclass(frozen=True, slots=True, kw_only=True)
class Cheque:
    """A cheque in hand."""

    amount: Decimal
    planned_on: date  # not to be cashed before
    number: str = ""
    bank: str = ""
    drawer: str = ""  # who signed it, when it is not who pays

    def __post_init__(self) -> None:
        if self.amount <= 0:
            raise RefusedError("Un chèque est plus grand que zéro.", remedy="Vérifiez son montant.")


def check_instalments(cheques: Sequence[Cheque], *, amount: Decimal, received_on: date) -> None:
    """Refuse cheques that do not make their payment, or were to be cashed before it.

    Raises:
        RefusedError: with what is wrong.
    """
    together = sum((one.amount for one in cheques), ZERO)
    if together != amount:
        raise RefusedError(
            f"Ces chèques font {french_amount(together)}, et le règlement {french_amount(amount)}.",
            remedy="Vérifiez le montant de chaque chèque.",
        )
    numbers = [one.number for one in cheques if one.number]
    for number in numbers:
        if numbers.count(number) > 1:
            raise RefusedError(
                f"Le chèque {number} est dit deux fois.", remedy="Vérifiez les numéros."
            )
    if any(one.planned_on < received_on for one in cheques):
        raise RefusedError(
            "Un chèque ne peut pas être remis en banque avant d’être reçu.",
            remedy="Vérifiez la date de remise prévue.",
        )
