"""Seasons and plans of membership, in `legal/organisation.toml`."""

from datetime import date
from decimal import Decimal
from typing import Literal

from pydantic import Field, model_validator

from comptoir.settings.model import Line, Model


class Season(Model):
    """A membership season and its dues."""

    name: str = Field(pattern=r"^\d{4}(-\d{4})?$")
    starts: date
    ends: date
    full: Decimal = Field(Decimal("0.00"), max_digits=12, decimal_places=2)
    reduced: Decimal = Field(Decimal("0.00"), max_digits=12, decimal_places=2)

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> "Season":
        if self.ends <= self.starts:
            raise ValueError("la saison doit finir après son début")
        return self


class Plan(Model):
    """One way of belonging: for how long, for how many people, at what price."""

    name: str = Field(pattern=r"^[a-z][a-z0-9-]{0,39}$")  # said on the command line: famille
    title: Line  # on receipts and cards: « Adhésion famille »
    amount: Decimal = Field(Decimal("0.00"), ge=0, max_digits=12, decimal_places=2)
    period: Literal["season", "year", "rolling"] = "season"
    by_month: bool = False  # who comes later pays for the months that are left
    people: int = Field(1, ge=1, le=20)  # how many it covers, who pays included
    account: str = Field("756", pattern=r"^756\d{0,5}$")  # 7561 without counterpart, 7562 with one

    @model_validator(mode="after")
    def _rolling_is_whole(self) -> "Plan":
        if self.by_month and self.period == "rolling":
            raise ValueError("douze mois glissants sont toujours entiers : retirez by_month")
        return self
