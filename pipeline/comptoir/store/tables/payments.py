"""Payments and what each one pays: invoices, dues, gifts. Nothing here is changed or erased.

The recording of payments is the part that the tax office looks at (CGI, art. 286, I-3° bis); it
only grows: a mistake, a bounced cheque or a refund is one more payment, negative. What the law
allows to forget of a cheque is its drawer; its deposit and its return are written once.
"""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, Table, Text

from comptoir.store.metadata import metadata
from comptoir.store.triggers import append_only
from comptoir.store.types import Cents, Day, Instant

payment = Table(
    "payment",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("number", Text, nullable=False, unique=True),  # P-2026-0001
    Column("contact_id", Integer, ForeignKey("contact.id"), nullable=False),
    Column("received_on", Day, nullable=False),
    Column("method", Text, nullable=False),  # cash, cheque, card, transfer, direct_debit
    Column("amount", Cents, nullable=False),
    Column("reference", Text, nullable=False, server_default=""),  # of the bank, of the cheque
    Column("recorded_at", Instant, nullable=False),
    Column("module", Text, nullable=False),  # version of comptoir.payments that recorded it
    Column("kind", Text, nullable=False, server_default="received"),  # undone, bounced, refund
    Column(
        "reverses_id", Integer, ForeignKey("payment.id")
    ),  # what it takes back, in whole or part
    Column("reason", Text, nullable=False, server_default=""),
    CheckConstraint("(amount > 0) = (kind = 'received') AND amount <> 0", name="sign"),
    Index("ix_payment_contact_id", "contact_id", "received_on"),
    sqlite_strict=True,
)

payment_part = Table(
    "payment_part",
    metadata,
    Column("payment_id", Integer, ForeignKey("payment.id"), primary_key=True),
    Column("rank", Integer, primary_key=True),
    Column("kind", Text, nullable=False),  # invoice, membership, donation
    Column("amount", Cents, nullable=False),
    Column("invoice_id", Integer, ForeignKey("invoice.id")),
    Column("membership_id", Integer, ForeignKey("membership.id")),
    Column("donation_id", Integer, ForeignKey("donation.id")),
    CheckConstraint("amount <> 0", name="not_zero"),
    Index("ix_payment_part_invoice_id", "invoice_id"),
    sqlite_strict=True,
)

cheque_deposit = Table(
    "cheque_deposit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("number", Text, nullable=False, unique=True),  # RC-2026-0001
    Column("on", Day, nullable=False),
    Column("amount", Cents, nullable=False),
    Column("cheques", Integer, nullable=False),
    Column("path", Text, nullable=False, server_default=""),  # of the slip; "": of the past
    Column("pdf_sha256", Text, nullable=False, server_default=""),
    Column("recorded_at", Instant, nullable=False),
    CheckConstraint("amount > 0", name="positive"),
    sqlite_strict=True,
)

# A payment by cheque has one or several: instalments keep the day on which each may be cashed.
cheque = Table(
    "cheque",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("payment_id", Integer, ForeignKey("payment.id"), nullable=False),
    Column("number", Text, nullable=False, server_default=""),
    Column("bank", Text, nullable=False, server_default=""),
    Column("drawer", Text, nullable=False, server_default=""),  # "": who pays
    Column("amount", Cents, nullable=False),
    Column("planned_on", Day, nullable=False),
    Column("deposit_id", Integer, ForeignKey("cheque_deposit.id")),
    Column("returned_on", Day),  # bounced, or given back
    CheckConstraint("amount > 0", name="positive"),
    Index("ix_cheque_payment_id", "payment_id"),
    Index("ix_cheque_deposit_id", "deposit_id"),
    sqlite_strict=True,
)

# Who asked and who answered are two people, but in a house of one.
refund = Table(
    "refund",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("number", Text, nullable=False, unique=True),  # RB-2026-0001
    Column("about", Text, nullable=False),  # A-2026-0001, P-2026-0001
    Column("contact_id", Integer, ForeignKey("contact.id"), nullable=False),
    Column("amount", Cents, nullable=False),
    Column("method", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("asked_on", Day, nullable=False),
    Column("asked_by", Text, nullable=False),  # login
    Column("state", Text, nullable=False),  # asked, paid, refused
    Column("decided_by", Text, nullable=False, server_default=""),
    Column("decided_on", Day),
    Column("payment_id", Integer, ForeignKey("payment.id")),
    CheckConstraint("amount > 0", name="positive"),
    CheckConstraint("state <> 'paid' OR decided_by <> asked_by", name="two_people"),
    Index("ix_refund_contact_id", "contact_id"),
    sqlite_strict=True,
)

cash_count = Table(
    "cash_count",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("number", Text, nullable=False, unique=True),  # CC-2026-0001
    Column("on", Day, nullable=False),
    Column("counted", Cents, nullable=False),
    Column("expected", Cents, nullable=False),  # balance of 530
    Column("booked", Cents, nullable=False),  # of the gap, by an entry
    Column("note", Text, nullable=False, server_default=""),
    Column("counted_by", Text, nullable=False),  # login
    Column("recorded_at", Instant, nullable=False),
    sqlite_strict=True,
)

# What an online service took for us (467), until a payout brings it to the bank.
payout = Table(
    "payout",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("number", Text, nullable=False, unique=True),  # VH-2026-0001
    Column("reference", Text, nullable=False, unique=True),  # the service's, or of the movement
    Column("on", Day, nullable=False),
    Column("amount", Cents, nullable=False),
    Column("recorded_at", Instant, nullable=False),
    CheckConstraint("amount > 0", name="positive"),
    sqlite_strict=True,
)

online_payment = Table(
    "online_payment",
    metadata,
    Column("payment_id", Integer, ForeignKey("payment.id"), primary_key=True),
    Column("reference", Text, nullable=False, unique=True),  # the service's
    Column("payout_id", Integer, ForeignKey("payout.id")),
    Index("ix_online_payment_payout_id", "payout_id"),
    sqlite_strict=True,
)

append_only(payment, except_columns=("contact_id",))  # a merge of contacts moves it
append_only(payment_part)
append_only(cheque_deposit)
append_only(cheque, except_columns=("drawer", "deposit_id", "returned_on"))
append_only(
    refund, except_columns=("contact_id", "state", "decided_by", "decided_on", "payment_id")
)
append_only(cash_count)
append_only(payout)
append_only(online_payment, except_columns=("payout_id",))
