"""General meetings: their agenda, who took part, what was voted, and the officers elected."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text, UniqueConstraint

from comptoir.store.metadata import metadata
from comptoir.store.types import Day, Flag, Instant

assembly = Table(
    "assembly",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("number", Text, nullable=False, unique=True),  # AG-2026-0001
    Column("kind", Text, nullable=False),  # ordinary | extraordinary
    Column("title", Text, nullable=False),
    Column("on", Day, nullable=False),
    Column("at", Text, nullable=False),  # 10:00, in the house's zone
    Column("place", Text, nullable=False),
    Column("event", Text, nullable=False),  # the slug of its page in the agenda, or nothing
    Column("call", Integer, nullable=False),  # 1, or 2 when the first had no quorum
    Column("first_id", Integer, ForeignKey("assembly.id")),
    Column("state", Text, nullable=False),
    Column("convened_on", Day),
    Column("campaign", Text, nullable=False),  # that convenes; nothing when done otherwise
    Column("rules", Text, nullable=False),  # those it was opened under, in JSON
    Column("members", Integer),  # on its day; counted when it opens
    Column("voters", Integer),
    Column("needed", Integer),
    Column("opened_at", Instant),
    Column("closed_at", Instant),
    Column("minutes", Text, nullable=False),  # reference of the filed document
    sqlite_strict=True,
)

assembly_item = Table(
    "assembly_item",
    metadata,
    Column("assembly_id", Integer, ForeignKey("assembly.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("title", Text, nullable=False),
    Column("said", Text, nullable=False),  # what was reported, or the resolution
    Column("voices", Integer),  # present or represented at the vote
    Column("in_favour", Integer),
    Column("against", Integer),
    Column("abstained", Integer),
    Column("carried", Flag),
    Column("chair", Flag),  # what the casting vote was, where the sides were even
    sqlite_strict=True,
)

assembly_seat = Table(
    "assembly_seat",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("assembly_id", Integer, ForeignKey("assembly.id"), nullable=False),
    Column("contact_id", Integer, ForeignKey("contact.id"), nullable=False, index=True),
    Column("presence", Text, nullable=False),  # present | represented | postal | electronic
    Column("by_id", Integer, ForeignKey("contact.id"), index=True),  # who bears the proxy
    Column("voices", Integer, nullable=False, server_default="1"),
    Column("at", Instant, nullable=False),
    UniqueConstraint("assembly_id", "contact_id", name="uq_assembly_seat_assembly_id"),
    Index("ix_assembly_seat_by", "assembly_id", "by_id"),
    sqlite_strict=True,
)

officer = Table(
    "officer",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("assembly_id", Integer, ForeignKey("assembly.id"), nullable=False, index=True),
    Column("contact_id", Integer, ForeignKey("contact.id"), nullable=False, index=True),
    Column("position", Integer, nullable=False),  # of the point of the agenda
    Column("role", Text, nullable=False),  # « trésorerie »
    Column("since", Day, nullable=False),
    Column("until", Day),  # end of the mandate
    Column("votes", Integer),
    Column("declared_on", Day),
    Column("receipt", Text, nullable=False),  # of the declaration
    sqlite_strict=True,
)
