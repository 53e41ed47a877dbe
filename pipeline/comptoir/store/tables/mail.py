"""What came back by e-mail or by post, taken in once.

`key` is a digest of the Message-ID, or of the message for want of one. What somebody wrote and who
they were is emptied when they are erased; what happened stays, so that it is not taken in again.
"""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text, UniqueConstraint

from comptoir.store.metadata import metadata
from comptoir.store.types import Instant

mail_entry = Table(
    "mail_entry",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", Text, nullable=False),
    Column("rank", Integer, nullable=False),  # several people in one message
    # hard | soft | blocked | npai | complained | unsubscribed | away | gone | answered | message
    # | automatic
    Column("kind", Text, nullable=False),
    Column("at", Instant, nullable=False),  # when it was written
    Column("taken_at", Instant, nullable=False),
    Column("contact_id", Integer, ForeignKey("contact.id"), index=True),
    Column("outbox_id", Integer, ForeignKey("outbox.id"), index=True),
    Column("sender", Text, nullable=False, server_default=""),  # whom nobody here is known by
    Column("subject", Text, nullable=False, server_default=""),
    Column("said", Text, nullable=False, server_default=""),  # what a person wrote
    Column("detail", Text, nullable=False, server_default=""),  # a server's code
    UniqueConstraint("key", "rank"),
    Index("ix_mail_entry_kind", "kind", "at"),
    sqlite_strict=True,
)
