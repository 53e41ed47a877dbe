"""Contributions in kind: hours of volunteers and gifts that are no money, valued (ANC 2018-06).

They are told at the foot of the accounts, in class 8, and never make the result (art. 211-1 to
211-4). The rate of an hour is chosen by the organisation and told with it.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from comptoir.errors import RefusedError
from comptoir.errors.french import unknown
from comptoir.money import ZERO, to_cents
from comptoir.text import fold

YEARLY_HOURS = 1607  # of one full-time worker (Code du travail, art. L3121-41)


class Given(StrEnum):
    """What is given, and the pair of accounts that tells of it."""

    HOURS = "hours"
    GOODS = "goods"
    USE = "use"
    SERVICES = "services"

    @property
    def french(self) -> str:
        return FRENCH[self]

    @property
    def accounts(self) -> tuple[str, str]:
        """How it was used, and where it came from."""
        return {
            Given.HOURS: ("864", "875"),
            Given.GOODS: ("860", "870"),
            Given.USE: ("861", "871"),
            Given.SERVICES: ("862", "871"),
        }[self]


FRENCH = {
    Given.HOURS: "heures",
    Given.GOODS: "biens",
    Given.USE: "mise à disposition",
    Given.SERVICES: "prestations",
}


def given_named(name: str) -> Given:
    """
    >>> given_named("Heures"), given_named("mise à disposition")
    (<Given.HOURS: 'hours'>, <Given.USE: 'use'>)
    """
    known = {fold(french): kind for kind, french in FRENCH.items()} | {k.value: k for k in Given}
    found = known.get(fold(name))
    if found is None:
        raise unknown(
            "contribution", name, FRENCH.values(), remedy=f"Natures : {', '.join(FRENCH.values())}."
        )
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """Something given that is no money, on a day or until it."""

    number: str  # VB-2026-0001
    on: date
    given: Given
    about: str  # what for; no name
    value: Decimal
    hours: Decimal = ZERO
    rate: Decimal = ZERO  # euros an hour

    def __post_init__(self) -> None:
        if not self.about.strip():
            raise RefusedError("Il manque ce qui est donné.", remedy="Dites-le par --objet.")
        if (self.given is Given.HOURS) != bool(self.hours):
            raise RefusedError(
                "Des heures ont un nombre et un taux ; un bien ou une prestation, une valeur.",
                remedy="Donnez --heures et --taux, ou --valeur.",
            )
        if self.value <= 0 or self.hours < 0:
            raise RefusedError(
                "Une contribution vaut plus que zéro.", remedy="Vérifiez les heures et le taux."
            )


def of_hours(hours: Decimal, rate: Decimal) -> Decimal:
    """
    >>> of_hours(Decimal("12.5"), Decimal("12.02"))
    Decimal('150.25')
    """
    return to_cents(hours * rate)
