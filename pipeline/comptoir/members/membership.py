"""Who belongs for a season, at which fee; who gave what."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from comptoir.errors import InputError, RefusedError
from comptoir.errors.french import unknown
from comptoir.settings import Organisation
from comptoir.settings.organisation import Season
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
    found = _LEVELS.get(fold(name))
    if found is None:
        raise unknown("tarif", name, _LEVELS, remedy="Tarifs : plein (full), réduit (reduced).")
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """A season of membership and its fee."""

    member: str  # C-000123
    season: str  # 2026-2027
    level: Level
    amount: Decimal
    recorded_on: date
    paid_on: date | None = None

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
