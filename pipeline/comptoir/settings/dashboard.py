"""`legal/dashboard.toml`: what the house aims at, and what it says of its figures, year by year."""

from decimal import Decimal

from pydantic import Field, model_validator

from comptoir.settings.model import Line, Model


class IndicatorNote(Model):
    """The target and the comment of one indicator over one fiscal year."""

    indicator: Line  # id of the indicator: ventes, dons…
    year: str = Field(pattern=r"^\d{4}(-\d{4})?$")
    volume: Decimal | None = Field(None, ge=0, max_digits=14, decimal_places=4)
    value: Decimal | None = Field(None, ge=0, max_digits=14, decimal_places=2)
    rate: Decimal | None = Field(None, ge=0, max_digits=10, decimal_places=2)
    comment: str = ""


class DashboardNotes(Model):
    notes: tuple[IndicatorNote, ...] = Field((), alias="note")

    @model_validator(mode="after")
    def _once(self) -> "DashboardNotes":
        keys = [(one.indicator, one.year) for one in self.notes]
        if len(set(keys)) < len(keys):
            raise ValueError("un indicateur a deux notes pour le même exercice")
        return self
