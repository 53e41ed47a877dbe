"""The gateway of steps of procedures."""

from sqlalchemy import Connection, insert, select, update

from comptoir.procedures import Ticked
from comptoir.store.doors import Transaction
from comptoir.store.tables.procedures import procedure_step as table


def done(db: Connection, procedure: str, subject: str) -> list[Ticked]:
    """Return the steps done for a subject that no act has used, oldest first."""
    here = select(table).where(
        table.c.procedure == procedure, table.c.subject == subject, table.c.used_at.is_(None)
    )
    return [
        Ticked(step=row.step, login=row.login, at=row.at)
        for row in db.execute(here.order_by(table.c.id))
    ]


def tick(tx: Transaction, procedure: str, subject: str, step: str) -> None:
    """Say that a step is done."""
    said = {"procedure": procedure, "subject": subject, "step": step}
    tx.db.execute(insert(table).values(**said, login=tx.ctx.actor.login, at=tx.now))
    tx.record("procedure", subject, {f"{procedure}:{step}": (None, "done")})


def use(tx: Transaction, procedure: str, subject: str) -> None:
    """Say that the act they stood before was done."""
    here = (table.c.procedure == procedure) & (table.c.subject == subject)
    tx.db.execute(update(table).where(here, table.c.used_at.is_(None)).values(used_at=tx.now))
