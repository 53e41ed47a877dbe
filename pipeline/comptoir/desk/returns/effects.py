"""What follows from what comes back: addresses that no longer serve, refusals, follow-ups."""

from datetime import date, datetime, timedelta

from comptoir.consent import ConsentEvent, EventKind
from comptoir.contacts.model import Contact
from comptoir.contacts.notes import Note
from comptoir.store import Transaction, consents, contact_notes, mail, outbox
from comptoir.store.consents import NewEvent
from comptoir.store.mail import Origin
from comptoir.store.outbox_rows import Settlement, State

HARD, SOFT, BLOCKED, NPAI = "hard", "soft", "blocked", "npai"
THREE = 3  # days with a return for now, over FIFTEEN, stop an address
FIFTEEN = timedelta(days=15)
LEFT = (State.SENT, State.DOUBTFUL)


def failed(
    tx: Transaction,
    contact_id: int,
    origin: Origin | None,
    kind: str,
    *,
    at: datetime,
    code: str,
    sure: bool = True,
) -> str:
    """Write a failure by e-mail; return what it comes to: a third return for now is for good.

    Args:
        tx: the act under way.
        contact_id: whose address it is.
        origin: the message of ours, when it is known.
        kind: hard, soft or blocked. What is blocked says nothing of the address.
        at: when it failed.
        code: what the server said, in figures.
        sure: the message of ours is named, and not only the last that the person received.
    """
    day = min(tx.ctx.day_of(at), tx.ctx.today)
    new = origin is None or mail.note(tx, origin.outbox_id, kind, at=at, detail=code)
    if kind == HARD:
        _dead(tx, contact_id, "email", HARD, on=day, detail=code)
        _settle(tx, origin, "retour définitif", at)
        return HARD
    if sure and not new:  # a second warning about the same message
        return kind
    mail.returned(tx, contact_id, "email", kind, on=day, detail=code)
    if kind == SOFT and mail.soft_returns(tx.db, contact_id, on=day, within=FIFTEEN) >= THREE:
        _dead(tx, contact_id, "email", HARD, on=day, detail="trois retours en quinze jours")
        return HARD
    return kind


def letter_back(tx: Transaction, origin: Origin, *, on: date, why: str) -> None:
    """Write that the post brought a letter back: nothing goes to this address any more."""
    mail.note(tx, origin.outbox_id, NPAI, at=tx.now, detail=why)
    _dead(tx, origin.contact_id, "post", NPAI, on=on, detail=why)
    _settle(tx, origin, "retour de la poste", tx.now)


def _dead(
    tx: Transaction, contact_id: int, channel: str, kind: str, *, on: date, detail: str
) -> None:
    if not mail.is_dead(tx.db, contact_id, channel):
        mail.returned(tx, contact_id, channel, kind, on=on, detail=detail)


def _settle(tx: Transaction, origin: Origin | None, detail: str, at: datetime) -> None:
    if origin is not None and origin.state in LEFT:
        moment = min(at, tx.now)
        done = Settlement(id=origin.outbox_id, state=State.REFUSED, detail=detail, at=moment)
        outbox.settle(tx, [done])


def objected(
    tx: Transaction, contact_id: int, scope: str, *, on: date, method: str, how: str
) -> None:
    """Record an objection to e-mails, once."""
    event = ConsentEvent(kind=EventKind.OBJECTED, scope=scope, channel="email", on=on)
    new = NewEvent(contact_id=contact_id, event=event, method=method, evidence=how)
    if not any(
        known.event == event and known.method == method
        for known in consents.events(tx.db, contact_id)
    ):
        consents.record(tx, [new])


def follow_up(tx: Transaction, person: Contact, text: str) -> None:
    """Leave a note that calls somebody to come back to a contact."""
    contact_notes.add(tx, person, Note(text=text, follow_up_on=tx.ctx.today))
