"""What the dashboard counts, and what the journal says of the same days."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Protocol, runtime_checkable

from sqlalchemy import ColumnElement, Connection, func, or_, select

from comptoir.dashboard import Period, Point
from comptoir.dates import WorkingDays
from comptoir.money import ZERO
from comptoir.store.measures import desk, money, people, quality, sales
from comptoir.store.measures.lines import Line
from comptoir.store.measures.money import Owed
from comptoir.store.measures.sales import Promoted
from comptoir.store.tables.ledger import entry, posting

__all__ = ["Counted", "Line", "Listed", "Owed", "Promoted", "booked", "counted"]


class Counted(Protocol):
    """What one indicator counts over a period."""

    def points(self, period: Period) -> Iterable[Point]: ...


@runtime_checkable
class Listed(Counted, Protocol):
    """What one indicator counts, and the documents behind it."""

    def lines(self, period: Period) -> Iterable[Line]: ...


def counted(
    db: Connection,
    *,
    today: date,
    promotions: Sequence[Promoted] = (),
    seasons: dict[date, tuple[str, str]] | None = None,
    days: WorkingDays | None = None,
) -> dict[str, Counted]:
    """Return what counts each indicator that the base knows."""
    found: dict[str, Counted] = {
        **people.sources(db),
        **sales.sources(db, today, promotions),
        **money.sources(db),
        **desk.sources(db, today),
        **quality.sources(db),
        "delais": money.Delays(db),
        "reponses": quality.Answers(db, days or WorkingDays()),
    }
    if seasons:
        found["adherents"] = people.Seasons(db=db, named=seasons)
    return found


def booked(db: Connection, accounts: Sequence[str], starts: date, ends: date) -> Decimal:
    """Return what the journal says of accounts over days, as a positive amount."""
    query = (
        select(func.sum(posting.c.amount))
        .join(entry, entry.c.id == posting.c.entry_id)
        .where(entry.c.date.between(starts, ends))
        .where(_any_of(accounts))
    )
    found: Decimal | None = db.execute(query).scalar()
    return abs(found or ZERO)


def _any_of(accounts: Sequence[str]) -> ColumnElement[bool]:
    return or_(*(posting.c.account.like(f"{account}%") for account in accounts))
