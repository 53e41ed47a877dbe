"""`contacts/appointments.toml`: who receives, where, and when."""

from datetime import time

from pydantic import Field, field_validator, model_validator

from comptoir.dates import DAYS
from comptoir.settings.model import Line, Model


class ReceivingHours(Model):
    """Hours of one person in one room, cut into appointments."""

    agent: Line  # a login of [people]
    room: Line
    days: tuple[str, ...] = Field(min_length=1)
    starts: time
    ends: time
    minutes: int = Field(30, ge=5, le=480)
    title: Line = "Rendez-vous"
    public: bool = False  # its free slots may be published on the site

    @field_validator("days")
    @classmethod
    def _known(cls, days: tuple[str, ...]) -> tuple[str, ...]:
        for day in days:
            if day not in DAYS:
                raise ValueError(f"« {day} » n’est pas un jour : {', '.join(DAYS)}")
        return days

    @model_validator(mode="after")
    def _lasts(self) -> "ReceivingHours":
        length = (self.ends.hour - self.starts.hour) * 60 + self.ends.minute - self.starts.minute
        if length < self.minutes:
            raise ValueError("ends vient après starts, d’au moins un rendez-vous")
        return self


class Appointments(Model):
    rooms: dict[str, Line] = Field(default_factory=dict)
    hours: tuple[ReceivingHours, ...] = ()
    purpose: str = "demandes"  # of processing.toml: why a reminder is written
    remind: bool = True  # the day before
    publish_days: int = Field(28, ge=1, le=180)  # how far ahead the site shows free slots

    @model_validator(mode="after")
    def _rooms(self) -> "Appointments":
        for one in self.hours:
            if one.room not in self.rooms:
                raise ValueError(f"la salle « {one.room} » n’est pas dans [rooms]")
        return self
