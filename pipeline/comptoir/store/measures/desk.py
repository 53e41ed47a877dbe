"""Requests that came in, and promises kept."""

from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, and_, case, or_

from comptoir.dashboard import Period
from comptoir.store.measures.lines import ONE, Lines, line, within
from comptoir.store.tables.requests import request


def sources(db: Connection, today: date) -> dict[str, Lines]:
    return {"demandes": Lines(db=db, ask=lambda period: _requests(period, today))}


def _requests(period: Period, today: date) -> Select[Any]:
    """Requests by the day they came; in time when answered by the day that was promised.

    One that waits is judged once its day has passed.
    """
    in_time = and_(request.c.answered_on.is_not(None), request.c.answered_on <= request.c.due_on)
    judged = or_(request.c.answered_on.is_not(None), request.c.due_on < today)
    promised = request.c.due_on.is_not(None)
    kept = case((and_(promised, in_time), 1), else_=0)
    return line(
        key=request.c.received_on,
        number=request.c.number,
        volume=ONE,
        value=kept,
        part=kept,
        whole=case((and_(promised, judged), 1), else_=0),
    ).where(within(request.c.received_on, period))
