"""Quotes, orders, invoices; the two tables that segments read; the frozen copies of documents.

`content` is the document as `sales.plain` writes it. An issued invoice is never changed: its
state is what was paid of it.
"""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text

from comptoir.store.metadata import metadata
from comptoir.store.triggers import append_only
from comptoir.store.types import Cents, Day, Instant, Scaled

quote = Table(
    "quote",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("number", Text, nullable=False, unique=True),  # D-2026-0001
    Column("contact_id", Integer, ForeignKey("contact.id"), nullable=False),
    Column("issued_on", Day, nullable=False),
    Column("valid_to", Day, nullable=False),
    Column("state", Text, nullable=False),  # open, accepted, refused, expired
    Column("decided_on", Day),
    Column("net", Cents, nullable=False),
    Column("gross", Cents, nullable=False),
    Column("content", Text, nullable=False),
    Column("outlet", Text, nullable=False, server_default=""),  # desk, fair, web…
    Index("ix_quote_contact_id", "contact_id"),
    sqlite_strict=True,
)

sale_order = Table(
    "sale_order",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("number", Text, nullable=False, unique=True),  # BC-2026-0001
    Column("quote_id", Integer, ForeignKey("quote.id"), unique=True),
    Column("contact_id", Integer, ForeignKey("contact.id"), nullable=False),
    Column("ordered_on", Day, nullable=False),
    Column("state", Text, nullable=False),  # open, invoiced
    Column("net", Cents, nullable=False),
    Column("gross", Cents, nullable=False),
    Column("content", Text, nullable=False),
    Column("outlet", Text, nullable=False, server_default=""),  # desk, fair, web…
    Index("ix_sale_order_contact_id", "contact_id"),
    sqlite_strict=True,
)

delivery = Table(
    "delivery",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("number", Text, nullable=False, unique=True),  # BL-2026-0001
    Column("order_id", Integer, ForeignKey("sale_order.id"), nullable=False),
    Column("contact_id", Integer, ForeignKey("contact.id"), nullable=False),
    Column("delivered_on", Day, nullable=False),
    Column("content", Text, nullable=False),
    Index("ix_delivery_order_id", "order_id"),
    Index("ix_delivery_contact_id", "contact_id"),
    sqlite_strict=True,
)

# Credit notes are rows here too, with negative amounts: sums over invoices are net of them.
invoice = Table(
    "invoice",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("number", Text, nullable=False, unique=True),  # F-2026-0001
    Column("order_id", Integer, ForeignKey("sale_order.id"), unique=True),
    Column("contact_id", Integer, ForeignKey("contact.id"), nullable=False),
    Column("issued_on", Day, nullable=False),
    Column("due_on", Day, nullable=False),
    Column("net", Cents, nullable=False),
    Column("tax", Cents, nullable=False),
    Column("gross", Cents, nullable=False),
    Column("amount_due", Cents, nullable=False),  # what is left to pay; < 0: to give back
    Column("content", Text, nullable=False),
    Column("kind", Text, nullable=False, server_default="invoice"),  # deposit, credit_note
    Column("origin_id", Integer, ForeignKey("invoice.id")),  # what a credit note takes back from
    Column("part_of_order_id", Integer, ForeignKey("sale_order.id")),  # of a deposit
    Column("outlet", Text, nullable=False, server_default=""),  # desk, fair, web…
    Index("ix_invoice_origin_id", "origin_id"),
    Index("ix_invoice_part_of_order_id", "part_of_order_id"),
    Index("ix_invoice_contact_id", "contact_id", "issued_on"),
    Index("ix_invoice_due_on", "due_on"),
    sqlite_strict=True,
)

# One row a line, an allowance or a charge, as the books have it: their nets add up to the 70x.
invoice_line = Table(
    "invoice_line",
    metadata,
    Column("invoice_id", Integer, ForeignKey("invoice.id"), primary_key=True),
    Column("rank", Integer, primary_key=True),
    Column("kind", Text, nullable=False),  # line, allowance, charge
    Column("sku", Text, nullable=False, server_default=""),
    Column("name", Text, nullable=False),
    Column("nature", Text, nullable=False),  # goods, services
    Column("account", Text, nullable=False),
    Column("quantity", Scaled(4), nullable=False),
    Column("unit_price", Scaled(6), nullable=False),
    Column("vat_rate", Scaled(4), nullable=False),
    Column("net", Cents, nullable=False),
    Column("gross", Cents, nullable=False),
    Index("ix_invoice_line_sku", "sku"),
    sqlite_strict=True,
)

invoice_vat = Table(
    "invoice_vat",
    metadata,
    Column("invoice_id", Integer, ForeignKey("invoice.id"), primary_key=True),
    Column("rate", Scaled(4), primary_key=True),
    Column("nature", Text, primary_key=True),
    Column("taxable_amount", Cents, nullable=False),
    Column("tax_amount", Cents, nullable=False),
    sqlite_strict=True,
)

document = Table(
    "document",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("number", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),  # quote, invoice, deposit, credit_note, dues_receipt…
    Column("contact_id", Integer, ForeignKey("contact.id"), nullable=False),
    Column("record_id", Integer, nullable=False),  # in the table of its kind
    Column("issued_on", Day, nullable=False),
    Column("issued_at", Instant, nullable=False),
    Column("content", Text, nullable=False),  # what the template was given, frozen
    Column("content_sha256", Text, nullable=False),
    Column("path", Text, nullable=False, server_default=""),  # under var/documents; "": no PDF
    Column("pdf_sha256", Text, nullable=False, server_default=""),
    Column("keep_until", Day, nullable=False),
    Column("software", Text, nullable=False),
    Index("ix_document_contact_id", "contact_id"),
    Index("ix_document_kind", "kind", "record_id"),
    sqlite_strict=True,
)

# A receipt that is worth nothing any more: its payment was undone or came back unpaid.
document_void = Table(
    "document_void",
    metadata,
    Column("document_id", Integer, ForeignKey("document.id"), primary_key=True),
    Column("on", Day, nullable=False),
    Column("reason", Text, nullable=False),
    sqlite_strict=True,
)

# The PDF of a document, destroyed at the end of its term: the books themselves stay.
document_gone = Table(
    "document_gone",
    metadata,
    Column("document_id", Integer, ForeignKey("document.id"), primary_key=True),
    Column("on", Day, nullable=False),
    Column("certificate", Text, nullable=False),  # GED-2037-0001
    sqlite_strict=True,
)

# What segments ask of sales, kept in the same transaction as the invoice.
sale_stat = Table(
    "sale_stat",
    metadata,
    Column("contact_id", Integer, ForeignKey("contact.id"), primary_key=True),
    Column("count", Integer, nullable=False),
    Column("total", Cents, nullable=False),  # gross
    Column("last_on", Day, nullable=False),
    # each holds all that segments ask: the rows themselves are not read
    Index("ix_sale_stat_total", "total", "contact_id", "last_on", "count"),
    Index("ix_sale_stat_last_on", "last_on", "contact_id", "total", "count"),
    Index("ix_sale_stat_count", "count", "contact_id"),
    sqlite_strict=True,
)

sale_item = Table(
    "sale_item",
    metadata,
    Column("contact_id", Integer, ForeignKey("contact.id"), primary_key=True),
    Column("sku", Text, primary_key=True),
    Index("ix_sale_item_sku", "sku"),
    sqlite_strict=True,
)

append_only(delivery, except_columns=("contact_id",))
append_only(invoice, except_columns=("contact_id", "amount_due"))
append_only(invoice_line)
append_only(invoice_vat)
append_only(document, except_columns=("contact_id",))
append_only(document_void)
append_only(document_gone)
