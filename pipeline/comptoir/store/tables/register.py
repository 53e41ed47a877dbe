"""The register of the mail: what came in and went out, numbered, each with its file.

Numbers and days stay; who and what about are emptied when the person is erased.
"""

from typing import Any

from sqlalchemy import Column, ForeignKey, Integer, Table, Text

from comptoir.store.metadata import metadata
from comptoir.store.types import Day, Instant

# What goes when the person is erased, or once the time to keep it is over.
EMPTY: dict[str, Any] = {"party": "", "object": "", "path": "", "receipt_path": ""}

mail_item = Table(
    "mail_item",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("number", Text, nullable=False, unique=True),  # CA-2026-0001 in, CD-2026-0001 out
    Column("direction", Text, nullable=False),  # in | out
    Column("channel", Text, nullable=False),  # post | registered | email | hand
    Column("on", Day, nullable=False),
    Column("at", Instant, nullable=False),  # when it was entered
    Column("login", Text, nullable=False),
    Column("party", Text, nullable=False, server_default=""),  # who, where no contact is known
    Column("object", Text, nullable=False, server_default=""),
    Column("contact_id", Integer, ForeignKey("contact.id"), index=True),
    Column("request_id", Integer, ForeignKey("request.id"), index=True),
    Column("path", Text, nullable=False, server_default=""),  # under var/
    Column("sha256", Text, nullable=False, server_default=""),  # of the file
    Column("message_key", Text, nullable=False, server_default="", index=True),
    Column("filed_on", Day, index=True),  # once somebody saw to it
    Column("registered", Text, nullable=False, server_default=""),  # number of a registered letter
    Column("receipt_on", Day),  # when it was handed over, by its receipt
    Column("receipt_path", Text, nullable=False, server_default=""),
    sqlite_strict=True,
)
