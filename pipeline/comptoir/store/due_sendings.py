"""The gateway of lists that were sent: claimed before they leave, given back when they do not."""

from datetime import datetime

from sqlalchemy import delete, insert, select

from comptoir.store.doors import Transaction
from comptoir.store.tables.due import due_sending


def claim(tx: Transaction, login: str, week: str) -> datetime | None:
    """Take the list of somebody for a week; return when it left, if it did already."""
    mine = (due_sending.c.login == login) & (due_sending.c.week == week)
    sent: datetime | None = tx.db.execute(select(due_sending.c.at).where(mine)).scalar()
    if sent is None:
        tx.db.execute(insert(due_sending).values(login=login, week=week, at=tx.now))
        tx.record("due", week, {"sent_to": (None, login)})
    return sent


def give_back(tx: Transaction, login: str, week: str) -> None:
    """Say that a list did not leave after all."""
    mine = (due_sending.c.login == login) & (due_sending.c.week == week)
    tx.db.execute(delete(due_sending).where(mine))
