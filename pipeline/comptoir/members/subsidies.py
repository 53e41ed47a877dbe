"""Subsidies: what was granted, received, used, and carried over to the next year.

An operating subsidy is income when it is notified; what a funder earmarked and was not used at the
end of the year goes to earmarked funds, and comes back as it is used (ANC 2018-06, art. 132-1 to
132-5). An investment subsidy goes to the result as what it paid for wears out (PCG, art. 312-1).
The account of its use is due within six months of the end of the year for which it was granted
(loi n° 2000-321, art. 10; arrêté du 11 octobre 2006).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from comptoir.dates import end_of_month, french_date
from comptoir.errors import RefusedError
from comptoir.money import ZERO, french_amount

ACCOUNT_MONTHS = 6


class Sort(StrEnum):
    """What a subsidy pays for."""

    OPERATING = "operating"
    INVESTMENT = "investment"

    @property
    def french(self) -> str:
        return {"operating": "exploitation", "investment": "investissement"}[self.value]


class Step(StrEnum):
    """What happened to a subsidy."""

    NOTIFIED = "notified"
    RECEIVED = "received"
    USED = "used"
    CARRIED = "carried"

    @property
    def french(self) -> str:
        return {
            "notified": "notifiée", "received": "versée", "used": "employée", "carried": "reportée",
        }[self.value]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Subsidy:
    """A subsidy as its funder notified it."""

    number: str  # SB-2026-0001, that of its notification
    funder: str  # a public body, or another organisation; never a person
    about: str
    sort: Sort
    amount: Decimal
    notified_on: date
    ends: date  # last day of the action that it pays for
    earmarked: bool = False  # for one action: what is not used is kept for it
    document: str = ""  # reference of the filed agreement

    def __post_init__(self) -> None:
        if self.amount <= 0:
            raise RefusedError("Une subvention vaut plus que zéro.", remedy="Vérifiez le montant.")
        if not self.funder.strip() or not self.about.strip():
            raise RefusedError(
                "Il manque qui accorde la subvention, ou pour quoi.",
                remedy="Dites --de et --objet.",
            )
        if self.earmarked and self.sort is Sort.INVESTMENT:
            raise RefusedError(
                "Une subvention d’investissement n’est pas en fonds dédiés : elle va au résultat à "
                "mesure que le bien s’amortit.",
                remedy="Retirez --affectée.",
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """One thing that happened to a subsidy."""

    number: str  # SB-2026-0002
    step: Step
    on: date
    amount: Decimal
    from_funds: Decimal = ZERO  # of what is used, what earmarked funds pay
    cancelled_on: date | None = None

    def __post_init__(self) -> None:
        if self.amount <= 0:
            raise RefusedError("Ce mouvement est de zéro.", remedy="Vérifiez le montant.")


@dataclass(frozen=True, slots=True)
class Story:
    """A subsidy and what happened to it."""

    subsidy: Subsidy
    movements: tuple[Movement, ...]
    accounted_on: date | None = None  # the account of its use was sent

    def sum(self, step: Step) -> Decimal:
        return total(one.amount for one in self.standing(step))

    def standing(self, step: Step) -> list[Movement]:
        return [one for one in self.movements if one.step is step and not one.cancelled_on]

    @property
    def to_receive(self) -> Decimal:
        return self.subsidy.amount - self.sum(Step.RECEIVED)

    @property
    def unused(self) -> Decimal:
        return self.subsidy.amount - self.sum(Step.USED)

    @property
    def in_funds(self) -> Decimal:
        """What earmarked funds still hold for it (account 194)."""
        return self.sum(Step.CARRIED) - total(one.from_funds for one in self.standing(Step.USED))

    @property
    def to_carry(self) -> Decimal:
        """What is neither used nor in earmarked funds."""
        return self.unused - self.in_funds if self.subsidy.earmarked else ZERO


def account_by(year_ends: date) -> date:
    """Return the last day to send the account of its use, from the end of its fiscal year.

    >>> account_by(date(2026, 12, 31)), account_by(date(2027, 8, 31))
    (datetime.date(2027, 6, 30), datetime.date(2028, 2, 29))
    """
    day = year_ends
    for _ in range(ACCOUNT_MONTHS):
        day = end_of_month(day + timedelta(days=1))
    return day


def total(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, ZERO)


def received(story: Story, *, number: str, on: date, amount: Decimal) -> Movement:
    """Return what a payment of the funder makes.

    Raises:
        RefusedError: more than what is left to receive.
    """
    _check(story, on, amount, story.to_receive, "à recevoir")
    return Movement(number=number, step=Step.RECEIVED, on=on, amount=amount)


def used(story: Story, *, number: str, on: date, amount: Decimal) -> Movement:
    """Return what a use makes; what was carried over pays first.

    Raises:
        RefusedError: more than what is left to use.
    """
    _check(story, on, amount, story.unused, "à employer")
    return Movement(
        number=number, step=Step.USED, on=on, amount=amount, from_funds=min(amount, story.in_funds)
    )


def carried(story: Story, *, number: str, on: date) -> Movement:
    """Return what is carried over at the end of a year: all that was not used.

    Raises:
        RefusedError: it is not earmarked, or nothing is left.
    """
    if not story.subsidy.earmarked:
        raise RefusedError(
            f"La subvention {story.subsidy.number} n’est pas affectée à une action : rien ne se "
            "reporte en fonds dédiés (ANC 2018-06, art. 132-1).",
            remedy="Une subvention affectée se notifie par --affectée.",
        )
    _check(story, on, story.to_carry, story.to_carry, "à reporter")
    if later := [one.number for one in story.standing(Step.USED) if one.on > on]:
        raise RefusedError(
            f"{', '.join(later)} a déjà employé la subvention après le {french_date(on)}.",
            remedy="Annulez-le, reportez, puis enregistrez-le de nouveau.",
        )
    return Movement(number=number, step=Step.CARRIED, on=on, amount=story.to_carry)


def _check(story: Story, on: date, amount: Decimal, most: Decimal, what: str) -> None:
    number = story.subsidy.number
    if on < story.subsidy.notified_on:
        raise RefusedError(
            f"La subvention {number} n’était pas encore notifiée.", remedy="Vérifiez la date."
        )
    if amount > most or most <= 0:
        raise RefusedError(
            f"Il reste {french_amount(most)} {what} de la subvention {number}.",
            remedy="Vérifiez le montant.",
        )
