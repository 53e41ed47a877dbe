"""Consents as dated events: chained and append-only, evidence apart and erasable.

`consent_state` is what the events come to, kept in the same transaction: segments read it, and it
can be rebuilt from the events at any time. `suppression` survives erasure: it holds no address,
only a keyed digest.
"""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text

from comptoir.store import chain
from comptoir.store.metadata import metadata
from comptoir.store.triggers import append_only
from comptoir.store.types import Day, Instant

consent_event = Table(
    "consent_event",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("contact_id", Integer, ForeignKey("contact.id"), nullable=False, index=True),
    Column("at", Instant, nullable=False),  # when it was recorded
    Column("given_on", Day, nullable=False),  # when the person said so
    Column("kind", Text, nullable=False),  # granted | unproven | withdrawn | objected | offered
    Column("scope", Text, nullable=False),  # a purpose, or class:commercial, class:associative…
    Column("channel", Text, nullable=False),  # email | sms | phone | post | * (all)
    Column("method", Text, nullable=False),  # form, paper, event, phone, import…
    Column("text_hash", Text, nullable=False, server_default=""),  # of the exact wording
    Column("login", Text, nullable=False),
    *chain.chained_columns(),
    sqlite_strict=True,
)
consent_event_value = chain.value_table("consent_event")  # evidence, page, ip

# Events that an undone act had recorded: they stay in the chain and say nothing any more.
consent_void = Table(
    "consent_void",
    metadata,
    Column("event_id", Integer, ForeignKey("consent_event.id"), primary_key=True),
    Column("at", Instant, nullable=False),
    Column("why", Text, nullable=False),  # import:12
    sqlite_strict=True,
)

# The wordings themselves: what was agreed to, once each, about nobody.
consent_text = Table(
    "consent_text",
    metadata,
    Column("hash", Text, primary_key=True),
    Column("text", Text, nullable=False),
    sqlite_strict=True,
)

consent_state = Table(
    "consent_state",
    metadata,
    Column("contact_id", Integer, ForeignKey("contact.id"), primary_key=True),
    Column("scope", Text, primary_key=True),
    Column("channel", Text, primary_key=True),  # never *: one row a channel
    Column("state", Text, nullable=False),
    Column("since", Day, nullable=False),
    Index("ix_consent_state_scope_channel_state", "scope", "channel", "state", "contact_id"),
    sqlite_strict=True,
)

suppression = Table(
    "suppression",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("purpose_class", Text, primary_key=True),  # commercial | associative | *
    Column("since", Day, nullable=False),
    sqlite_strict=True,
)
suppression_key = Table(
    "suppression_key",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", Text, nullable=False),
    sqlite_strict=True,
)

append_only(consent_event)
