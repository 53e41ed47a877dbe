"""Mailings: what was queued, one row a recipient, and a journal of what became of each.

A run freezes the text, the segment and the law it was queued by. A row holds no address and no
words: they are read again when the message leaves, so erasing a contact empties nothing here, and
an objection since counts at once.
"""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text, UniqueConstraint

from comptoir.store.metadata import metadata
from comptoir.store.triggers import append_only
from comptoir.store.types import Day, Flag, Instant

campaign_run = Table(
    "campaign_run",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("campaign", Text, nullable=False),
    Column("channel", Text, nullable=False),  # letter | email | sms | phone | mailchimp
    Column("purpose", Text, nullable=False),
    Column("purpose_class", Text, nullable=False),
    Column("segment", Text, nullable=False),
    Column("segment_size", Integer, nullable=False),
    Column("segment_hash", Text, nullable=False),  # of the segment's file as it was
    Column("source", Text, nullable=False),  # the campaign as it was, in JSON
    Column("source_hash", Text, nullable=False),
    Column("offers", Text, nullable=False, server_default=""),  # SKUs that it sells, by commas
    Column("everyone", Flag, nullable=False),  # asked for all, whatever other channel reaches them
    Column("on", Day, nullable=False),
    Column("queued_at", Instant, nullable=False),
    Column("login", Text, nullable=False),
    Index("ix_campaign_run_campaign_channel", "campaign", "channel"),
    sqlite_strict=True,
)

# How many of the segment are left out, by reason: counts only, nobody is named.
campaign_exclusion = Table(
    "campaign_exclusion",
    metadata,
    Column("run_id", Integer, ForeignKey("campaign_run.id"), primary_key=True),
    Column("reason", Text, primary_key=True),
    Column("count", Integer, nullable=False),
    sqlite_strict=True,
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("run_id", Integer, ForeignKey("campaign_run.id"), nullable=False),
    Column("campaign", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("contact_id", Integer, ForeignKey("contact.id"), nullable=False, index=True),
    Column("reference", Text, nullable=False, unique=True),  # L-000123, M-000123
    Column("position", Integer, nullable=False),  # order of leaving: postcodes for letters
    Column("state", Text, nullable=False),  # see store.outbox.State
    Column("reason", Text, nullable=False),  # consent.Reason: why it is lawful
    Column("basis", Text, nullable=False),  # the article of law
    Column("batch", Integer),  # number of the print run
    Column("claim", Text),  # whose hands it is in: a sender's token
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("retry_at", Instant),
    Column("detail", Text, nullable=False, server_default=""),  # a server's code, no address
    Column("updated_at", Instant, nullable=False),
    UniqueConstraint("campaign", "channel", "contact_id"),  # nobody twice
    Index("ix_outbox_run_id_state", "run_id", "state", "position"),
    sqlite_strict=True,
)

outbox_event = Table(
    "outbox_event",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("outbox_id", Integer, ForeignKey("outbox.id"), nullable=False, index=True),
    Column("at", Instant, nullable=False),
    Column("kind", Text, nullable=False),  # queued | started | sent | refused | …
    Column("detail", Text, nullable=False, server_default=""),
    sqlite_strict=True,
)

append_only(campaign_exclusion)
append_only(campaign_run)
append_only(outbox_event)
