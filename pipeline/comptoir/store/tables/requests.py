"""Requests, what happened to them, and the mail that comes in and goes out.

What people said is emptied when they are erased; numbers, dates and delays stay, and name nobody.
"""

from typing import Any

from sqlalchemy import Column, ForeignKey, Integer, Table, Text

from comptoir.store.metadata import metadata
from comptoir.store.types import Day, Flag, Instant

# What goes when the person is erased, or once the time to keep it is over.
SAID: dict[str, Any] = {
    "caller": "", "demand": "", "need": "", "answers": "{}", "answer": "", "answer_path": "",
    "facts": "", "remedy": "", "conclusion": "",
}  # fmt: skip

request = Table(
    "request",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("number", Text, nullable=False, unique=True),  # DEM-2026-0001
    Column("kind", Text, nullable=False),  # information | complaint | dispute
    Column("form", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("received_on", Day, nullable=False),
    Column("agent", Text, nullable=False),  # login of who took it down
    Column("owner", Text, nullable=False),  # login of who takes care of it
    Column("contact_id", Integer, ForeignKey("contact.id"), index=True),
    Column("inbox_id", Integer, ForeignKey("inbox_entry.id"), unique=True),
    Column("caller", Text, nullable=False, server_default=""),
    Column("demand", Text, nullable=False, server_default=""),
    Column("need", Text, nullable=False, server_default=""),
    Column("confirmed", Flag),
    Column("motive", Text, nullable=False, server_default=""),
    Column("answers", Text, nullable=False, server_default="{}"),  # JSON, typed, by question
    Column("state", Text, nullable=False, index=True),
    Column("reply_by", Text, nullable=False, server_default=""),
    Column("promised_days", Integer),  # working days
    Column("due_on", Day),
    Column("invoice_id", Integer, ForeignKey("invoice.id"), index=True),
    Column("answered_on", Day),
    Column("answer", Text, nullable=False, server_default=""),
    Column("answer_channel", Text, nullable=False, server_default=""),
    Column("answer_path", Text, nullable=False, server_default=""),  # under var/
    Column("facts", Text, nullable=False, server_default=""),
    Column("responsibility", Text, nullable=False, server_default=""),
    Column("remedy", Text, nullable=False, server_default=""),
    Column("remedy_on", Day),
    Column("remedy_document", Text, nullable=False, server_default=""),  # a credit or delivery note
    Column("stage", Text, nullable=False, server_default=""),  # of a dispute
    Column("closed_on", Day),
    Column("conclusion", Text, nullable=False, server_default=""),
    sqlite_strict=True,
)

request_event = Table(
    "request_event",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("request_id", Integer, ForeignKey("request.id"), nullable=False, index=True),
    Column("at", Instant, nullable=False),
    Column("login", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("detail", Text, nullable=False, server_default=""),
    sqlite_strict=True,
)
