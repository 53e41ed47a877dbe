"""Goods that customers bring or send back: in what state, and what became of them."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text

from comptoir.store.metadata import metadata
from comptoir.store.types import Day, Scaled

goods_return = Table(
    "goods_return",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("number", Text, nullable=False, unique=True),  # RT-2026-0001
    Column("contact_id", Integer, ForeignKey("contact.id"), nullable=False),
    Column("voucher", Text, nullable=False),  # the delivery note or the invoice
    Column("sku", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("quantity", Scaled(4), nullable=False),
    Column("received_on", Day, nullable=False),
    Column("reason", Text, nullable=False),  # withdrawal | defect | error | carriage | other
    Column("state", Text, nullable=False),  # intact | damaged | incomplete
    Column("fate", Text, nullable=False, server_default=""),  # stock | scrap | supplier | customer
    Column("credit", Text, nullable=False, server_default=""),  # A-2026-0001
    Column("settled_on", Day),
    Index("ix_goods_return_contact_id", "contact_id"),
    Index("ix_goods_return_voucher", "voucher", "sku"),
    sqlite_strict=True,
)
