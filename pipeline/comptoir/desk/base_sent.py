"""The sent log as the rules read it: what left, on which basis, and what had been refused."""

from collections.abc import Iterator
from datetime import date, datetime, tzinfo

from sqlalchemy import Connection, select

from comptoir.consent import ConsentEvent, EventKind, Purpose
from comptoir.consent.model import consent_channel
from comptoir.consent.standing import standing, standings
from comptoir.rules.values.message import SentRow
from comptoir.settings import Basis, PurposeClass
from comptoir.store.tables.consents import consent_event
from comptoir.store.tables.outbox import campaign_run, outbox, outbox_event

REFUSED = (EventKind.OBJECTED, EventKind.WITHDRAWN)


def sent_rows(db: Connection, zone: tzinfo) -> Iterator[SentRow]:
    """Yield every message that left, with the refusal that held on its day, if any."""
    events = _events(db, zone)
    moments = _moments(db)
    query = select(outbox, campaign_run).join(campaign_run, campaign_run.c.id == outbox.c.run_id)
    for row in db.execute(query.where(outbox.c.state == "sent")).mappings():
        started, sent = moments.get(row[outbox.c.id], (None, None))
        if sent is None:
            continue
        sent = sent.astimezone(zone)
        kind = PurposeClass(row[campaign_run.c.purpose_class])
        purpose = Purpose(id=row[campaign_run.c.purpose], title="", kind=kind, basis=Basis.CONSENT)
        channel = consent_channel(row[outbox.c.channel])
        said = events.get(row[outbox.c.contact_id], [])
        yield SentRow(
            id=row[outbox.c.reference],
            kind=kind,
            channel=channel,
            sent_at=sent,
            basis=row[outbox.c.basis],
            suppression_checked_at=started,
            refused_on=_refused(said, purpose, channel, sent.date()),
            template_hash=row[campaign_run.c.source_hash],
            segment_hash=row[campaign_run.c.segment_hash],
        )


def _refused(
    events: list[tuple[ConsentEvent, datetime]], purpose: Purpose, channel: str, day: date
) -> date | None:
    """Return since when the person refused, as the base knew it before that day."""
    known = [event for event, at in events if event.on < day and at.date() < day]
    held = standing(standings(known), purpose, channel)
    return held.since if held is not None and held.kind in REFUSED else None


def _events(db: Connection, zone: tzinfo) -> dict[int, list[tuple[ConsentEvent, datetime]]]:
    found: dict[int, list[tuple[ConsentEvent, datetime]]] = {}
    for row in db.execute(select(consent_event).order_by(consent_event.c.id)):
        event = ConsentEvent(
            kind=EventKind(row.kind), scope=row.scope, channel=row.channel, on=row.given_on
        )
        found.setdefault(row.contact_id, []).append((event, row.at.astimezone(zone)))
    return found


def _moments(db: Connection) -> dict[int, tuple[datetime | None, datetime | None]]:
    """Return when each message was begun, its refusals read again, and when it had left."""
    found: dict[int, dict[str, datetime]] = {}
    for row in db.execute(select(outbox_event).where(outbox_event.c.kind.in_(("started", "sent")))):
        found.setdefault(row.outbox_id, {})[row.kind] = row.at
    return {id_: (one.get("started"), one.get("sent")) for id_, one in found.items()}
