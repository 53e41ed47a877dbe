"""`content/data/creneaux.toml`: the hours that the site offers, as the desk last published them."""

from datetime import date, datetime

from pydantic import Field, field_validator

from comptoir.settings.model import Line, Model


class Offered(Model):
    """One kind of appointment and when it can still be had; nobody is named."""

    title: Line
    place: Line
    minutes: int = Field(ge=5, le=480)
    starts: tuple[datetime, ...]  # naive, in the house's zone, in order

    @field_validator("starts")
    @classmethod
    def _local(cls, starts: tuple[datetime, ...]) -> tuple[datetime, ...]:
        if any(one.tzinfo for one in starts):
            raise ValueError("une heure de la maison est attendue, comme 2026-12-01T14:30:00")
        return tuple(sorted(starts))

    def after(self, day: date) -> list[datetime]:
        """Return the hours of the days that come: those of the day itself are for the phone."""
        return [one for one in self.starts if one.date() > day]


class Slots(Model):
    """`creneaux.toml`."""

    published: date | None = None  # nothing when the file is not there
    kind: tuple[Offered, ...] = ()

    def after(self, day: date) -> list[tuple[Offered, list[datetime]]]:
        """Return what can still be asked for, by kind; a kind without hours is left out."""
        return [(kind, left) for kind in self.kind if (left := kind.after(day))]
