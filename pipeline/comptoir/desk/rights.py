"""Requests on rights: note them, answer within the month, restrict a processing."""

from datetime import date, timedelta

from comptoir.contacts.model import Contact
from comptoir.context import Context
from comptoir.dates import french_date, is_working_day
from comptoir.errors import InputError, RefusedError
from comptoir.errors.french import unknown
from comptoir.rules.values.delays import months_after
from comptoir.store import Transaction, begin, contact_writes, contacts, holds, reading, rights
from comptoir.store.rights import FRENCH, NewRequest, Request, Right

DELAY, MORE = 1, 2  # months (GDPR, art. 12.3)


def due_on(received_on: date, months: int = DELAY) -> date:
    """Return the last day to answer: a month later, the next working day when it is none.

    (GDPR, art. 12.3; regulation 1182/71, art. 3.4.)

    >>> due_on(date(2026, 10, 31)), due_on(date(2026, 11, 24))
    (datetime.date(2026, 11, 30), datetime.date(2026, 12, 24))
    """
    last = months_after(received_on, months)
    while not is_working_day(last):
        last += timedelta(days=1)
    return last


def right_named(name: str) -> Right:
    """Return a right by its English or French name."""
    names = {one.value: one for one in Right} | {french: one for one, french in FRENCH.items()}
    if name not in names:
        raise unknown("droit", name, names, remedy=f"Droits : {', '.join(FRENCH.values())}.")
    return names[name]


def note(
    ctx: Context, reference: str, *, right: str, on: date | None = None, identity: str = ""
) -> Request:
    """Note that somebody asked something: the month starts on the day it was received."""
    today, wanted = ctx.act_on(), right_named(right)
    received = on or today
    if received > today:
        raise InputError("cette date est à venir.", remedy="Donnez le jour de réception (--on).")
    with begin(ctx, act="privacy.request") as tx:
        contact = contacts.by_reference(tx.db, reference)
        new = NewRequest(
            contact_id=contact.id, right=wanted, received_on=received, due_on=due_on(received),
            identity=identity,
        )  # fmt: skip
        return rights.numbered(tx.db, rights.add(tx, new))


def listing(ctx: Context, *, pending: bool) -> list[Request]:
    with reading(ctx) as db:
        return rights.requests(db, pending=pending)


def answer(ctx: Context, number: str, *, said: str) -> Request:
    """Close a request that no other command answers: a rectification, a refusal."""
    today = ctx.act_on()
    if not said.strip():
        raise InputError("dites ce qui a été répondu.", remedy='Ajoutez --said "…".')
    with begin(ctx, act="privacy.answer") as tx:
        found = _pending(tx, number)
        rights.answer(tx, found, on=today, outcome=said.strip())
        return rights.numbered(tx.db, number)


def extend(ctx: Context, number: str, *, because: str) -> Request:
    """Give a complex request two months more; the person is told within the first month."""
    today = ctx.act_on()
    if not because.strip():
        raise InputError("dites pourquoi il faut plus de temps.", remedy='Ajoutez --parce-que "…".')
    with begin(ctx, act="privacy.extend") as tx:
        found = _pending(tx, number)
        if found.extended_on:
            raise RefusedError(
                f"la demande {found.number} a déjà été prolongée.", remedy="Répondez-y."
            )
        if today > found.due_on:
            raise RefusedError(
                f"le délai de la demande {found.number} est passé : "
                "la personne devait être prévenue dans le premier mois (RGPD, art. 12.3).",
                remedy="Répondez-y sans attendre.",
            )
        more = due_on(found.received_on, DELAY + MORE)
        rights.extend(tx, found, on=today, due_on=more, because=because.strip())
        return rights.numbered(tx.db, number)


def _pending(tx: Transaction, number: str) -> Request:
    found = rights.numbered(tx.db, number)
    if found.answered_on:
        raise RefusedError(
            f"la demande {found.number} a été close le {french_date(found.answered_on)}.",
            remedy="Si la personne en fait une autre, notez-la : comptoir rgpd demander.",
        )
    return found


def answered(tx: Transaction, contact: Contact, right: Right, *, outcome: str) -> tuple[str, ...]:
    """Close the pending requests that an act answers, or note one received and answered today."""
    today = tx.ctx.today
    pending = rights.requests(tx.db, pending=True, contact_ids=[contact.id])
    mine = [one for one in pending if one.right is right]
    for one in mine:
        rights.answer(tx, one, on=today, outcome=outcome)
    if mine:
        return tuple(one.number for one in mine)
    new = NewRequest(
        contact_id=contact.id, right=right, received_on=today, due_on=due_on(today),
        answered_on=today, outcome=outcome,
    )  # fmt: skip
    return (rights.add(tx, new),)


def restrict(ctx: Context, reference: str, *, because: str, lift: bool = False) -> Contact:
    """Freeze what is done with somebody's data, or lift the freeze (GDPR, art. 18).

    Messages that are due still leave; nothing else does, and retention waits.
    """
    today = ctx.act_on()
    if not because.strip():
        raise InputError(
            "dites pourquoi.",
            remedy="Ajoutez --parce-que : exactitude contestée, traitement illicite, "
            "données utiles à un procès, opposition à l’étude.",
        )
    with begin(ctx, act="privacy.lift" if lift else "privacy.restrict") as tx:
        contact = contacts.by_reference(tx.db, reference)
        if lift and contact.restricted_on is None:
            raise RefusedError(f"{contact.reference} n’est pas limité.")
        if contact.restricted_on is not None and not lift:
            raise RefusedError(
                f"{contact.reference} est limité depuis le {french_date(contact.restricted_on)}.",
                remedy="Pour le lever : --lift, après l’avoir dit à la personne (RGPD, art. 18.3).",
            )
        contact_writes.change(
            tx, contact, {"restricted_on": (contact.restricted_on, None if lift else today)}
        )
        if not lift:
            answered(tx, contact, Right.RESTRICTION, outcome=because.strip())
        return contacts.by_reference(tx.db, reference)


def freeze(
    ctx: Context, reference: str, *, until: date | None, because: str, lift: bool
) -> Contact:
    """Keep somebody's file whole for a dispute or a control, or lift that (GDPR, art. 17.3.e).

    Raises:
        InputError: the end or the reason is not said.
        RefusedError: nothing holds a file that is to be lifted.
    """
    today = ctx.act_on()
    if not lift and (until is None or until < today or not because.strip()):
        raise InputError(
            "dites jusqu’à quel jour à venir, et pourquoi.",
            remedy='comptoir rgpd geler C-000123 --jusqu-au 2027-12-31 --parce-que "litige …"',
        )
    with begin(ctx, act="privacy.freeze") as tx:
        contact = contacts.by_reference(tx.db, reference)
        if until is not None and not lift:
            holds.add(tx, contact, until=until, because=because.strip())
        elif not holds.lift(tx, contact):
            raise RefusedError(f"{contact.reference} n’est pas gelé.")
        return contact
