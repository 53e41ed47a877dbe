"""`contacts/events/SLUG.toml`: what an event asks of the house, and what it may cost."""

from decimal import Decimal

from pydantic import Field, field_validator

from comptoir.settings.model import Line, Model


class Task(Model):
    """Something to do before or after the event."""

    name: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    what: Line
    days: int = Field(ge=-365, le=365)  # before the event: 30; after it: -3
    owner: str = ""  # a role, or a login


class BudgetLine(Model):
    """What is planned to be spent, or received when it is income."""

    name: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    what: Line
    amount: Decimal = Field(ge=0, max_digits=10, decimal_places=2)
    income: bool = False


class SeatPrice(Model):
    """A category of seats of a show with tickets."""

    name: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    what: Line  # as the ticket says it: « Plein tarif »
    price: Decimal = Field(ge=0, max_digits=8, decimal_places=2)  # all taxes included
    quota: int | None = Field(None, ge=1)  # seats of that category at most


Named = Task | BudgetLine | SeatPrice


class EventPlan(Model):
    invitation: str = ""  # the campaign that invites
    tasks: tuple[Task, ...] = Field((), alias="task")
    budget: tuple[BudgetLine, ...] = ()
    tickets: tuple[SeatPrice, ...] = Field((), alias="ticket")

    @field_validator("tasks", "budget", "tickets")
    @classmethod
    def _once(cls, lines: tuple[Named, ...]) -> tuple[Named, ...]:
        names = [one.name for one in lines]
        if len(set(names)) < len(names):
            raise ValueError("deux lignes portent le même nom")
        return lines
