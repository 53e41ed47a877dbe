"""What became of a mailing for one contact."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from comptoir.store import register, requests
from comptoir.store.contacts import chunks
from comptoir.store.outbox_rows import State
from comptoir.store.tables.outbox import outbox

REACHED = frozenset({State.SENT, State.DOUBTFUL})


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """One message of the outbox, as it is told."""

    campaign: str
    channel: str
    reference: str
    state: State
    detail: str
    updated_at: datetime

    @property
    def reached(self) -> bool:
        return self.state in REACHED


def messages_to(db: Connection, contact_id: int, *, campaign: str = "") -> list[Followed]:
    """Return every message queued for a contact, oldest first; those of one mailing if named."""
    wanted = select(outbox).where(outbox.c.contact_id == contact_id).order_by(outbox.c.id)
    if campaign:
        wanted = wanted.where(outbox.c.campaign == campaign)
    return [
        Followed(
            campaign=row.campaign,
            channel=row.channel,
            reference=row.reference,
            state=State(row.state),
            detail=row.detail,
            updated_at=row.updated_at,
        )
        for row in db.execute(wanted)
    ]


def messages_of(db: Connection, contact_ids: Sequence[int]) -> set[str]:
    """Return the references of every message queued for some contacts, and of their requests."""
    queued = {
        reference
        for piece in chunks(contact_ids)
        for reference in db.execute(
            select(outbox.c.reference).where(outbox.c.contact_id.in_(piece))
        ).scalars()
    }
    mine = requests.numbers_of(db, contact_ids) | register.numbers_of(db, contact_ids)
    return queued | mine
