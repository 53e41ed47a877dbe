"""Requests that wait for an answer, and remedies that were promised."""

from collections.abc import Iterator

from comptoir.context import Context
from comptoir.desk.due.task import Task
from comptoir.profiles import DataClass
from comptoir.requests.model import OPEN, Kind, State
from comptoir.store import reading, requests

SEES = DataClass.REACH

TO = {
    Kind.INFORMATION: "à la demande",
    Kind.COMPLAINT: "à la réclamation",
    Kind.DISPUTE: "au litige",
}


def tasks(ctx: Context) -> Iterator[Task]:
    """What was promised, on its day; without a promise, on the day it came."""
    with reading(ctx) as db:
        waiting = requests.listing(db, states=OPEN)
        answered = requests.listing(db, states=[State.ANSWERED])
    for one in waiting:
        act = "prendre" if one.state is State.NEW else "répondre"
        late = "en retard" if one.late(ctx.today) else one.state.french
        said = f"Répondre {TO[one.kind]} {one.number} ({late})"
        on = one.due_on or one.received_on
        yield Task(on, said, f"comptoir demande {act} {one.number}", one.owner)
    for one in answered:
        if one.outcome.remedy_on:
            said = f"Réparer ce que {one.number} a promis, puis la clore"
            command = f"comptoir demande clore {one.number}"
            yield Task(one.outcome.remedy_on, said, command, one.owner)
