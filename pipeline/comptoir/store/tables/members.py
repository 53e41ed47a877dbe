"""Memberships and donations: what people give to belong and what they give for nothing.

Neither is a sale (LAW, JRN019): their money goes to 756 and 754, their receipts have their own
series. Segments read these two tables by the names of their columns.
"""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text

from comptoir.store.metadata import metadata
from comptoir.store.triggers import append_only
from comptoir.store.types import Cents, Day

membership = Table(
    "membership",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("contact_id", Integer, ForeignKey("contact.id"), nullable=False),
    Column("season", Text, nullable=False),  # 2026-2027; 2026 or 2026-11-24 by its plan
    Column("level", Text, nullable=False),  # full, reduced, or the name of a plan
    Column("amount", Cents, nullable=False),
    Column("recorded_on", Day, nullable=False),
    Column("paid_on", Day),
    Column("payment_id", Integer, ForeignKey("payment.id")),
    Column("cancelled_on", Day),  # its payment was undone, or came back unpaid
    Column("starts", Day),  # none: of the past, the days of its season
    Column("ends", Day),
    Column("account", Text, nullable=False, server_default="756"),
    Column("holder_id", Integer, ForeignKey("membership.id")),  # whose plan covers it
    Index("ix_membership_contact_id", "contact_id", "season"),
    Index("ix_membership_season", "season", "level"),
    Index("ix_membership_holder_id", "holder_id"),
    sqlite_strict=True,
)

# Who was asked to renew, once for each period; it goes with the person.
membership_call = Table(
    "membership_call",
    metadata,
    Column("contact_id", Integer, ForeignKey("contact.id"), primary_key=True),
    Column("season", Text, primary_key=True),  # the one that is called for
    Column("level", Text, nullable=False),
    Column("amount", Cents, nullable=False),
    Column("on", Day, nullable=False),
    Column("channel", Text, nullable=False),  # email, letter
    Column("path", Text, nullable=False, server_default=""),  # under var/; none once sent by SMTP
    sqlite_strict=True,
)

donation = Table(
    "donation",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("contact_id", Integer, ForeignKey("contact.id"), nullable=False),
    Column("amount", Cents, nullable=False),
    Column("received_on", Day, nullable=False),
    Column("earmark", Text, nullable=False, server_default=""),  # what the donor gave it for
    Column("payment_id", Integer, ForeignKey("payment.id")),
    Column("cancelled_on", Day),  # its payment was undone, or came back unpaid
    Column("receipt_by", Text, nullable=False, server_default=""),  # who else gave its receipt
    Index("ix_donation_contact_id", "contact_id", "received_on"),
    sqlite_strict=True,
)

# The gifts of a receipt of several; one of a single gift says it by its record.
receipt_gift = Table(
    "receipt_gift",
    metadata,
    Column("document_id", Integer, ForeignKey("document.id"), primary_key=True),
    Column("donation_id", Integer, ForeignKey("donation.id"), primary_key=True),
    Index("ix_receipt_gift_donation_id", "donation_id"),
    sqlite_strict=True,
)

append_only(receipt_gift)
