"""The gateway of subsidies."""

from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from comptoir.errors import InputError
from comptoir.members.subsidies import Movement, Sort, Step, Story, Subsidy
from comptoir.store.doors import Transaction
from comptoir.store.ids import next_id
from comptoir.store.tables.subsidies import subsidy, subsidy_movement


def add(tx: Transaction, made: Subsidy) -> None:
    names = ("number", "funder", "about", "amount", "notified_on", "ends", "document")
    tx.db.execute(
        insert(subsidy).values(
            id=next_id(tx.db, subsidy), sort=made.sort.value, earmarked=int(made.earmarked),
            recorded_at=tx.now, **{name: getattr(made, name) for name in names},
        )
    )  # fmt: skip
    tx.record("subsidy", made.number, {"amount": (None, made.amount)})


def move(tx: Transaction, number: str, made: Movement) -> None:
    """Record a movement of a subsidy."""
    here = select(subsidy.c.id).where(subsidy.c.number == number).scalar_subquery()
    names = ("number", "on", "amount", "from_funds")
    tx.db.execute(
        insert(subsidy_movement).values(
            id=next_id(tx.db, subsidy_movement), subsidy_id=here, step=made.step.value,
            recorded_at=tx.now, **{name: getattr(made, name) for name in names},
        )
    )  # fmt: skip
    tx.record("subsidy", number, {made.step.value: (None, made.amount)})


def stories(db: Connection) -> list[Story]:
    """Return the subsidies and what happened to each, oldest first."""
    moves: dict[int, list[Movement]] = {}
    for row in db.execute(select(subsidy_movement).order_by(subsidy_movement.c.id)):
        moves.setdefault(row.subsidy_id, []).append(_movement(row))
    return [
        Story(_subsidy(row), tuple(moves.get(row.id, ())), row.accounted_on)
        for row in db.execute(select(subsidy).order_by(subsidy.c.id))
    ]


def numbered(db: Connection, number: str) -> Story:
    """Return a subsidy by its number, or by that of one of its movements.

    Raises:
        InputError: there is none of that number.
    """
    wanted = number.strip().upper()
    for story in stories(db):
        if wanted == story.subsidy.number or any(m.number == wanted for m in story.movements):
            return story
    raise InputError(
        f"Aucune subvention n’a le numéro {wanted}.",
        remedy="Voyez-les : comptoir subvention lister",
    )


def cancel(tx: Transaction, number: str, on: date) -> None:
    here = subsidy_movement.c.number == number
    tx.db.execute(update(subsidy_movement).where(here).values(cancelled_on=on))
    tx.record("subsidy", number, {"cancelled_on": (None, on)})


def account(tx: Transaction, number: str, on: date) -> None:
    """Say that the account of its use was sent."""
    tx.db.execute(update(subsidy).where(subsidy.c.number == number).values(accounted_on=on))
    tx.record("subsidy", number, {"accounted_on": (None, on)})


def _subsidy(row: Row[Any]) -> Subsidy:
    return Subsidy(
        number=row.number, funder=row.funder, about=row.about, sort=Sort(row.sort),
        amount=row.amount, notified_on=row.notified_on, ends=row.ends,
        earmarked=bool(row.earmarked), document=row.document,
    )  # fmt: skip


def _movement(row: Row[Any]) -> Movement:
    return Movement(
        number=row.number, step=Step(row.step), on=row.on, amount=row.amount,
        from_funds=row.from_funds, cancelled_on=row.cancelled_on,
    )  # fmt: skip
