"""What the public sent by the forms of the site, taken in from their encrypted folder.

`said` holds what somebody wrote: it is emptied when the person is erased. The identifier comes
from the host of the forms, so that taking in twice is taking in once.
"""

from sqlalchemy import Column, ForeignKey, Integer, Table, Text

from comptoir.store.metadata import metadata
from comptoir.store.types import Instant

inbox_entry = Table(
    "inbox_entry",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("entry", Text, nullable=False, unique=True),  # 32 hexadecimal digits
    Column("kind", Text, nullable=False),  # form | confirm | stop | rights
    Column("form", Text, nullable=False),
    Column("at", Instant, nullable=False),  # when it was sent
    Column("taken_at", Instant, nullable=False),
    Column("said", Text, nullable=False),  # JSON: what was answered, by field
    Column("agreements", Text, nullable=False),  # JSON: purpose, wording, page of each ticked box
    Column("ip", Text, nullable=False, server_default=""),  # proof of an agreement
    Column("asked_at", Instant),  # when our e-mail asked to confirm
    Column("confirmed_at", Instant),
    Column("contact_id", Integer, ForeignKey("contact.id"), index=True),
    Column("closed_at", Instant),
    Column("closed_by", Text, nullable=False, server_default=""),
    Column("answer", Text, nullable=False, server_default=""),  # what was done of it
    sqlite_strict=True,
)
