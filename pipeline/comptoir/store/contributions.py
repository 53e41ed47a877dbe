"""The gateway of contributions in kind."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from comptoir.errors import InputError
from comptoir.members.contributions import Contribution, Given
from comptoir.store.doors import Transaction
from comptoir.store.ids import next_id
from comptoir.store.tables.contributions import contribution


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptContribution:
    """A contribution as the base holds it."""

    made: Contribution
    cancelled_on: date | None = None


def add(tx: Transaction, made: Contribution) -> None:
    names = ("number", "on", "about", "hours", "rate", "value")
    tx.db.execute(
        insert(contribution).values(
            id=next_id(tx.db, contribution),
            given=made.given.value,
            recorded_at=tx.now,
            **{name: getattr(made, name) for name in names},
        )
    )
    tx.record("contribution", made.number, {"value": (None, made.value)})


def contributions(
    db: Connection, first: date | None = None, last: date | None = None
) -> list[KeptContribution]:
    """Return contributions, or those of some days, oldest first."""
    query = select(contribution).order_by(contribution.c.on, contribution.c.id)
    if first and last:
        query = query.where(contribution.c.on.between(first, last))
    return [_kept(row) for row in db.execute(query)]


def numbered(db: Connection, number: str) -> KeptContribution:
    """Return one contribution.

    Raises:
        InputError: there is none of that number.
    """
    wanted = number.strip().upper()
    row = db.execute(select(contribution).where(contribution.c.number == wanted)).first()
    if row is None:
        raise InputError(
            f"Aucune contribution n’a le numéro {wanted}.",
            remedy="Voyez-les : comptoir don valoriser",
        )
    return _kept(row)


def cancel(tx: Transaction, number: str, on: date) -> None:
    here = contribution.c.number == number
    tx.db.execute(update(contribution).where(here).values(cancelled_on=on))
    tx.record("contribution", number, {"cancelled_on": (None, on)})


def _kept(row: Row[Any]) -> KeptContribution:
    return KeptContribution(
        made=Contribution(
            number=row.number,
            on=row.on,
            given=Given(row.given),
            about=row.about,
            value=row.value,
            hours=row.hours,
            rate=row.rate,
        ),
        cancelled_on=row.cancelled_on,
    )
