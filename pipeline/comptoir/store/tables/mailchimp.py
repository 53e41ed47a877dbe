"""What was handed to Mailchimp: the campaigns made there, and whose addresses.

A row of `mailchimp_member` holds the digest that Mailchimp names an address by. It outlives the
erasure of the contact until the erasure is passed on, then it goes.
"""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text

from comptoir.store.metadata import metadata
from comptoir.store.types import Instant

mailchimp_part = Table(
    "mailchimp_part",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("run_id", Integer, ForeignKey("campaign_run.id"), nullable=False, index=True),
    Column("title", Text, nullable=False, unique=True),  # of the campaign and segment there
    Column("state", Text, nullable=False),  # see store.mailchimp.PartState
    Column("remote", Text, nullable=False, server_default=""),  # id of the campaign there
    Column("segment", Integer),  # id of the segment there
    Column("fields", Integer, nullable=False),  # how many merge fields it uses
    Column("leaves_at", Instant),  # when it is scheduled
    Column("counted", Integer),  # messages that Mailchimp says it sent
    Column("updated_at", Instant, nullable=False),
    sqlite_strict=True,
)

mailchimp_member = Table(
    "mailchimp_member",
    metadata,
    Column("outbox_id", Integer, ForeignKey("outbox.id"), primary_key=True),
    Column("part_id", Integer, ForeignKey("mailchimp_part.id"), nullable=False),
    Column("audience", Text, nullable=False),  # id of the list there
    Column("hash", Text, nullable=False),
    Index("ix_mailchimp_member_part_id_hash", "part_id", "hash"),
    Index("ix_mailchimp_member_hash", "hash"),
    sqlite_strict=True,
)
