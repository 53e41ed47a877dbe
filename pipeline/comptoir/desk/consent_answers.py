"""Consents: what somebody said, what it comes to, and why a mailing did not reach them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from comptoir.campaigns.audience import said
from comptoir.consent import (
    CHANNELS,
    ContactState,
    Decision,
    consent_channel,
    decide,
    standings,
)
from comptoir.contacts.model import Contact
from comptoir.contacts.privacy import masked, sees
from comptoir.context import Context
from comptoir.dates import french_date
from comptoir.desk.project import load
from comptoir.errors import InputError
from comptoir.errors.french import unknown
from comptoir.profiles import DataClass
from comptoir.store import access, consents, contacts, outbox, reading
from comptoir.store.consents import RecordedEvent
from comptoir.store.outbox_rows import Run, State
from comptoir.store.reached import Followed, messages_to


@dataclass(frozen=True, slots=True)
class Answer:
    """May we write for this purpose by this channel?"""

    purpose: str
    title: str
    channel: str
    decision: Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentFile:
    """What somebody said, and what it comes to for each purpose and channel."""

    contact: Contact
    events: tuple[RecordedEvent, ...]
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """Why a mailing reached somebody, or did not."""

    campaign: str
    channel: str
    on: date
    received: bool
    french: str


def show(
    ctx: Context, reference: str, *, purpose: str = "", channel: str = "", on: date | None = None
) -> ConsentFile:
    """Return what somebody said, and the decisions it comes to.

    Args:
        ctx: who asks.
        reference: of the contact.
        purpose: one purpose; all of them without it.
        channel: one channel; all of them without it.
        on: a day; what was said later does not count, and the law is that day's.
    """
    project, day = load(ctx), on or ctx.today
    known = [project.purpose(purpose)] if purpose else list(project.purposes.values())
    channels = (_channel(channel),) if channel else CHANNELS
    with reading(ctx) as db:
        contact = contacts.by_reference(db, reference)
        events = [one for one in consents.events(db, contact.id) if one.event.on <= day]
        state = _as_of(consents.states(db, [contact.id], day)[contact.id], events, day)
    access.note(ctx, act="consent.show", record_id=contact.reference)
    seen = sees(ctx.actor.rights, DataClass.CONSENT)
    return ConsentFile(
        contact=masked(contact, ctx.actor.rights),
        events=tuple(events) if seen else (),
        answers=tuple(
            Answer(one.id, one.title, by, decide(one, by, state, on=day))
            for one in known
            for by in channels
        ),
    )


def _channel(name: str) -> str:
    found = consent_channel(name)
    if found not in CHANNELS:
        raise unknown("canal", name, CHANNELS, remedy=f"Canaux : {', '.join(CHANNELS)}.")
    return found


def _as_of(state: ContactState, events: Iterable[RecordedEvent], day: date) -> ContactState:
    """Return what was known on a day: what was said later is left out."""
    return replace(
        state,
        standings=standings(one.event for one in events),
        suppressed={key: since for key, since in state.suppressed.items() if since <= day},
    )


def why(ctx: Context, reference: str, campaign: str) -> list[Why]:
    """Say, for each queueing of a mailing, why somebody received it or did not.

    Raises:
        InputError: this mailing was never prepared.
    """
    project = load(ctx)
    with reading(ctx) as db:
        contact = contacts.by_reference(db, reference)
        runs = outbox.runs(db, campaign)
        events = consents.events(db, contact.id)
        rows = {row.channel: row for row in messages_to(db, contact.id, campaign=campaign)}
        states = {run.on: consents.states(db, [contact.id], run.on)[contact.id] for run in runs}
    access.note(ctx, act="consent.show", record_id=contact.reference, purpose=campaign)
    if not runs:
        raise InputError(
            f"l’envoi « {campaign} » n’a jamais été préparé : personne ne l’a reçu.",
            remedy="Les envois : comptoir campagne lister.",
        )
    found = []
    for run in {run.channel: run for run in runs}.values():  # the last queueing of each channel
        row = rows.get(run.channel)
        if row is None:
            state = _as_of(states[run.on], events, run.on)
            asked = project.purpose(run.purpose)
            told = _not_reached(
                run, decide(asked, run.channel, state, offers=run.offers, on=run.on)
            )
        else:
            told = _followed(ctx, row)
        found.append(
            Why(
                campaign=campaign,
                channel=run.channel,
                on=run.on,
                received=row is not None and row.reached,
                french=told,
            )
        )
    return found


def _followed(ctx: Context, row: Followed) -> str:
    day = french_date(ctx.day_of(row.updated_at))
    if row.reached:
        return f"Oui : le message {row.reference} est parti le {day}."
    if row.state is State.SKIPPED:
        return f"Non : le message a été arrêté au moment de partir ({said(row.detail)})."
    return f"Non : le message {row.reference} est parmi les « {row.state.french} » depuis le {day}."


def _not_reached(run: Run, answer: Decision) -> str:
    if not answer.allowed:
        return answer.french
    day = french_date(run.on)
    return (
        f"Non : cette personne n’était pas dans le segment « {run.segment} » le {day}, "
        "ou un autre canal de l’envoi l’a atteinte."
    )
