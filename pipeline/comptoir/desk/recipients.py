"""Ask the law again at the moment of sending."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Connection

from comptoir.campaigns.audience import still_allowed
from comptoir.consent import Purpose
from comptoir.contacts.model import Contact
from comptoir.store import Transaction, consents, contacts, outbox
from comptoir.store.outbox_rows import Queued, Run, Settlement, State

People = list[tuple[Queued, Contact]]


def asked_again(
    db: Connection, run: Run, purpose: Purpose, rows: Sequence[Queued], *, on: date, at: datetime
) -> tuple[People, list[Settlement]]:
    """Say who may still be written to, and what becomes of the others: objected, died, erased."""
    ids = [row.contact_id for row in rows]
    states = consents.states(db, ids, on)
    people = {person.id: person for person in contacts.many(db, ids)}
    kept: People = []
    stopped: list[Settlement] = []
    for row in rows:
        decision = still_allowed(purpose, run.channel, states.get(row.contact_id), run.offers)
        if decision.allowed and row.contact_id in people:
            kept.append((row, people[row.contact_id]))
            continue
        reason = "erased" if decision.allowed else decision.reason
        stopped.append(Settlement(id=row.id, state=State.SKIPPED, detail=reason, at=at))
    return kept, stopped


def still_lawful(
    tx: Transaction, run: Run, purpose: Purpose, rows: Sequence[Queued]
) -> tuple[People, list[Settlement]]:
    """Keep those who may still be written to, and settle the others."""
    kept, stopped = asked_again(tx.db, run, purpose, rows, on=tx.ctx.today, at=tx.now)
    outbox.settle(tx, stopped)
    return kept, stopped
