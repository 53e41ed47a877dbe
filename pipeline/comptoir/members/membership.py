"""Who belongs for a season, at which fee; who gave what."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from comptoir.errors import InputError, RefusedError
from comptoir.errors.french import unknown
from comptoir.law.chart import DUES
from comptoir.settings import Organisation
from comptoir.settings.dues import Season
from comptoir.text import fold


class Level(StrEnum):
    """The fee that somebody pays."""

    FULL = "full"
    REDUCED = "reduced"

    @property
    def french(self) -> str:
        return {"full": "plein tarif", "reduced": "tarif réduit"}[self.value]


_LEVELS = {
    "full": Level.FULL,
    "plein": Level.FULL,
    "reduced": Level.REDUCED,
    "reduit": Level.REDUCED,
}


def level_named(name: str) -> Level:
    """
    >>> level_named("réduit"), level_named("full")
    (<Level.REDUCED: 'reduced'>, <Level.FULL: 'full'>)
    """
    found = level_or_none(name)
    if found is None:
        raise unknown("tarif", name, _LEVELS, remedy="Tarifs : plein (full), réduit (reduced).")
    return found


def level_or_none(name: str) -> Level | None:
    return _LEVELS.get(fold(name))


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """A period of membership and its fee."""

    member: str  # C-000123
    season: str  # 2026-2027; 2026 of a year, 2026-11-24 of twelve months
    level: str  # full, reduced, or the name of a plan
    amount: Decimal
    recorded_on: date
    paid_on: date | None = None
    starts: date | None = None  # none: of the past, the days of its season
    ends: date | None = None
    account: str = DUES

    def __post_init__(self) -> None:
        if self.amount < 0:
            raise RefusedError("Une cotisation n’est pas négative.", remedy="Vérifiez le montant.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Donation:
    """A gift of money, without counterpart."""

    donor: str  # C-000123
    amount: Decimal
    received_on: date
    earmark: str = ""
    receipt_by: str = ""  # who else gave its tax receipt

    def __post_init__(self) -> None:
        if self.amount <= 0:
            raise RefusedError("Un don est plus grand que zéro.", remedy="Vérifiez le montant.")


def season_named(organisation: Organisation, name: str) -> Season:
    for season in organisation.seasons:
        if season.name == name:
            return season
    known = ", ".join(season.name for season in organisation.seasons)
    raise InputError(
        f"Aucune saison ne s’appelle « {name} » dans legal/organisation.toml.",
        remedy=f"Saisons connues : {known or 'aucune'}.",
    )


def fee(season: Season, level: Level) -> Decimal:
    """Return the fee of a season."""
    return season.full if level is Level.FULL else season.reduced
