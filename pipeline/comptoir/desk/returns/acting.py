"""What is written of something that came back, and what it changes."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from comptoir.campaigns.returns.incoming import Incoming
from comptoir.consent import class_scope
from comptoir.consent.model import ALL_CLASSES
from comptoir.contacts.model import Contact
from comptoir.desk.returns import effects
from comptoir.desk.returns.deciding import (
    ANSWERED,
    AWAY,
    COMPLAINED,
    GONE,
    MESSAGE,
    UNSUBSCRIBED,
    Decided,
)
from comptoir.settings import PurposeClass
from comptoir.store import Transaction, contacts, mail
from comptoir.store.mail import NewEntry
from comptoir.text import on_one_line

METHOD = "courriel"
SAID = 2000  # characters kept of what somebody wrote
PERSONAL = (ANSWERED, MESSAGE, GONE, UNSUBSCRIBED)  # somebody wrote it


@dataclass(slots=True)
class Done:
    """What acting on one message came to."""

    stopped: int = 0  # addresses that a third return for now has stopped
    people: list[str] = field(default_factory=list)  # references of those to come back to


def act_on(tx: Transaction, one: Incoming, key: str, decided: Sequence[Decided]) -> Done:
    """Write what one message comes to, and do it."""
    done = Done()
    for rank, what in enumerate(decided):
        mail.add(tx, _entry(tx, one, key, rank, what))
        if what.contact_id is None:
            continue
        if what.kind in (effects.HARD, effects.SOFT, effects.BLOCKED):
            _failure(tx, one, what, done)
        else:
            _word(tx, one, what, done)
    return done


def _at(tx: Transaction, one: Incoming) -> datetime:
    return min(one.at or tx.now, tx.now)


def _entry(tx: Transaction, one: Incoming, key: str, rank: int, what: Decided) -> NewEntry:
    wrote = what.kind in PERSONAL
    return NewEntry(
        key=key,
        rank=rank,
        kind=what.kind,
        at=_at(tx, one),
        contact_id=what.contact_id,
        outbox_id=what.origin.outbox_id if what.origin else None,
        sender=one.sender if wrote else "",
        subject=on_one_line(one.subject)[:200] if wrote else "",
        said=one.text[:SAID] if wrote else "",
        detail=what.code,
    )


def _failure(tx: Transaction, one: Incoming, what: Decided, done: Done) -> None:
    assert what.contact_id is not None
    at = _at(tx, one)
    came_to = effects.failed(
        tx, what.contact_id, what.origin, what.kind, at=at, code=what.code, sure=what.sure
    )
    done.stopped += came_to == effects.HARD != what.kind
    if what.kind == effects.HARD:  # whoever shares this address
        for other in what.also:
            effects.failed(tx, other, None, effects.HARD, at=at, code=what.code)


def _word(tx: Transaction, one: Incoming, what: Decided, done: Done) -> None:
    assert what.contact_id is not None
    at = _at(tx, one)
    day = min(tx.ctx.day_of(at), tx.ctx.today)
    if what.origin is not None and what.kind != MESSAGE:
        kind = AWAY if what.kind == GONE else what.kind
        mail.note(tx, what.origin.outbox_id, kind, at=at, detail=METHOD)
    if what.kind == COMPLAINED:
        for id_ in (what.contact_id, *what.also):
            effects.objected(tx, id_, ALL_CLASSES, on=day, method=METHOD, how="plainte")
    elif what.kind == UNSUBSCRIBED:
        scope = _scope(what)
        for id_ in (what.contact_id, *what.also):
            effects.objected(tx, id_, scope, on=day, method=METHOD, how="désinscription")
    elif what.kind in (ANSWERED, GONE):
        [person] = contacts.many(tx.db, [what.contact_id])
        effects.follow_up(tx, person, _asked(what, person, one))
        done.people.append(person.reference)


def _scope(what: Decided) -> str:
    """Return what is stopped: the class of the message; everything when none is known.

    What is due (a convocation, an invoice) cannot be stopped: then it is all the rest.
    """
    kind = PurposeClass(what.origin.purpose_class) if what.origin else PurposeClass.STATUTORY
    return ALL_CLASSES if kind is PurposeClass.STATUTORY else class_scope(kind)


def _asked(what: Decided, person: Contact, one: Incoming) -> str:
    about = f" à l’envoi {what.origin.campaign}" if what.origin else ""
    if what.kind == GONE:
        return f"Réponse automatique{about} : cette adresse ne sert plus, demander la nouvelle."
    return (
        f"A répondu{about} : « {on_one_line(one.subject)[:120]} ». Voir comptoir courrier lister."
    )
