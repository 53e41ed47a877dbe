"""Procedures of the house: a checklist that stands before an act, and which steps are ticked."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from pydantic import Field

from comptoir.settings.model import Line, Model

# The acts that a procedure may stand before, in the words of who reads a refusal.
ACTS = {
    "refund": "payer un remboursement",
    "supplier-account": "confirmer l’IBAN d’un fournisseur",
    "gift-receipt": "émettre un reçu fiscal",
}


class Step(Model):
    """One thing to do before the act."""

    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    label: Line
    help: str = ""
    other_person: bool = False  # ticked by somebody who ticked no step before


class Procedure(Model):
    """A whole checklist, `legal/procedures/NAME.toml`."""

    title: Line
    before: Literal["refund", "supplier-account", "gift-receipt"]
    step: tuple[Step, ...] = Field(min_length=1)

    def named(self, id_: str) -> Step | None:
        return next((one for one in self.step if one.id == id_), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticked:
    """A step that somebody did."""

    step: str
    login: str
    at: datetime


def missing(procedure: Procedure, done: Iterable[Ticked]) -> list[Step]:
    """Return the steps that nobody did yet, in their order."""
    ticked = {one.step for one in done}
    return [one for one in procedure.step if one.id not in ticked]


def twice(procedure: Procedure) -> Iterator[str]:
    """Return the steps that are written twice."""
    ids = [one.id for one in procedure.step]
    return (id_ for id_ in dict.fromkeys(ids) if ids.count(id_) > 1)


def may_tick(procedure: Procedure, step: Step, done: Iterable[Ticked], login: str) -> bool:
    """Whether somebody may do a step: a second person signs what a first one prepared."""
    before = {one.id for one in procedure.step[: procedure.step.index(step)]}
    return not step.other_person or login not in {o.login for o in done if o.step in before}
