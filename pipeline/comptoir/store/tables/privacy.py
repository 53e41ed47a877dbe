"""People's rights: what they asked and when it was answered, breaches, purges, archived files.

No name is here: a request stays known by the reference of the contact when the person is erased.
"""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text

from comptoir.store import chain
from comptoir.store.metadata import metadata
from comptoir.store.triggers import append_only
from comptoir.store.types import Day, Instant

rights_request = Table(
    "rights_request",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("number", Text, nullable=False, unique=True),  # DD-2026-0001
    Column("contact_id", Integer, ForeignKey("contact.id"), nullable=False, index=True),
    Column("right", Text, nullable=False),  # access | rectification | erasure | restriction | …
    Column("received_on", Day, nullable=False),
    Column("due_on", Day, nullable=False),
    Column("identity", Text, nullable=False, server_default=""),  # how we know who asks
    Column("extended_on", Day),  # the day the person was told of two months more
    Column("extended_because", Text, nullable=False, server_default=""),
    Column("answered_on", Day),
    Column("outcome", Text, nullable=False, server_default=""),
    Column("login", Text, nullable=False),
    Index("ix_rights_request_answered_on", "answered_on", "due_on"),
    sqlite_strict=True,
)

# The register of breaches (GDPR, art. 33.5): one row a thing said of a breach, never taken back.
breach_entry = Table(
    "breach_entry",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("breach", Text, nullable=False, index=True),  # VD-2026-0001
    Column("at", Instant, nullable=False),
    Column("login", Text, nullable=False),
    Column("field", Text, nullable=False),
    Column("value", Text, nullable=False),
    *chain.chained_columns(),
    sqlite_strict=True,
)

# What retention erased: how many, by which rule, with which visa; never who (LAW, RET021).
purge_log = Table(
    "purge_log",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("login", Text, nullable=False),
    Column("rule", Text, nullable=False),
    Column("outcome", Text, nullable=False),  # erase | archive
    Column("count", Integer, nullable=False),
    Column("visa", Text, nullable=False, server_default=""),
    sqlite_strict=True,
)

# The files out of the active base whose documents the law has us keep.
archived_file = Table(
    "archived_file",
    metadata,
    Column("contact_id", Integer, ForeignKey("contact.id"), primary_key=True),
    Column("archived_on", Day, nullable=False),
    Column("keep_until", Day, nullable=False),
    Column("basis", Text, nullable=False),
    sqlite_strict=True,
)

# Whose file may serve in a dispute or a control: it stays whole meanwhile (LAW, RET022).
contact_hold = Table(
    "contact_hold",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("contact_id", Integer, ForeignKey("contact.id"), nullable=False, index=True),
    Column("since", Day, nullable=False),
    Column("until", Day, nullable=False),
    Column("because", Text, nullable=False),
    Column("login", Text, nullable=False),
    Column("lifted_on", Day),
    sqlite_strict=True,
)

append_only(breach_entry)
append_only(purge_log)
