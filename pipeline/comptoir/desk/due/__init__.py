"""What is due: each noun that knows deadlines says its own, in a file of its own.

`files` holds the sources that read the project's files alone, `base` those that read the base: a
module of either has `tasks(ctx)`, `MODULE` when an organisation may do without it, and `SEES` when
its tasks are of a class of data that not every profile sees. They are found by their names; adding
one is adding a file.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from importlib import import_module
from pkgutil import iter_modules

from comptoir.context import Context
from comptoir.desk.due.task import Task
from comptoir.desk.project import load
from comptoir.errors import InputError
from comptoir.profiles import Action, DataClass
from comptoir.text import fold

__all__ = ["Task", "Wanted", "chosen", "due", "owners", "week"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which tasks are asked for."""

    first: date = date.min
    last: date = date.max
    owner: str = ""  # as said: a login, the name of a person, a role


def due(ctx: Context, *, within: int) -> list[Task]:
    """Return what is late or due within so many days, the most pressing first."""
    return chosen(ctx, Wanted(last=ctx.today + timedelta(days=within)))


def chosen(ctx: Context, wanted: Wanted) -> list[Task]:
    """Return the tasks of some days, of everybody or of one person, the most pressing first."""
    mine = names_of(ctx, wanted.owner) if wanted.owner else frozenset()
    return sorted(
        task
        for task in _every(ctx)
        if wanted.first <= task.on <= wanted.last and (not mine or fold(task.owner) in mine)
    )


def _every(ctx: Context) -> Iterator[Task]:
    from comptoir.store.doors import has_base  # a clone without a base need not load its library

    off = load(ctx).organisation.off
    for package in ("files", "base") if has_base(ctx) else ("files",):
        place = f"{__name__}.{package}"
        for found in iter_modules(import_module(place).__path__):
            source = import_module(f"{place}.{found.name}")
            data: DataClass | None = getattr(source, "SEES", None)
            may = data is None or ctx.actor.rights.may(data, Action.SEE)
            if may and getattr(source, "MODULE", None) not in off:
                yield from source.tasks(ctx)


def names_of(ctx: Context, said: str) -> frozenset[str]:
    """Return the names, folded, under which somebody has tasks: login, name, role."""
    wanted, people = fold(said), load(ctx).site.people
    for login, person in people.items():
        names = {fold(login), fold(person.name)}
        if wanted in names:
            return frozenset(names)
    return frozenset({wanted})


def owners(tasks: Sequence[Task]) -> list[str]:
    """Return who has tasks, in order; nobody comes last."""
    return sorted({task.owner for task in tasks}, key=lambda name: (not name, fold(name)))


def week(number: int, today: date) -> tuple[date, date]:
    """Return Monday and Sunday of a week: of this year, or of the next once it is gone by.

    >>> week(48, date(2026, 11, 24))
    (datetime.date(2026, 11, 23), datetime.date(2026, 11, 29))
    """
    for year in (today.isocalendar().year, today.isocalendar().year + 1):
        try:
            monday = date.fromisocalendar(year, number, 1)
        except ValueError:
            continue
        if monday + timedelta(days=6) >= today:
            return monday, monday + timedelta(days=6)
    raise InputError(
        f"il n’y a pas de semaine {number}.",
        remedy="Donnez un numéro de 1 à 52, ou 53 certains ans.",
    )
