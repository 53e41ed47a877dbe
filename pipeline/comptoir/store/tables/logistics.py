"""When orders are to be delivered, and what was wrong with parcels that carriers brought."""

from sqlalchemy import Column, ForeignKey, Integer, Table, Text

from comptoir.store.metadata import metadata
from comptoir.store.types import Day, Scaled

delivery_plan = Table(
    "delivery_plan",
    metadata,
    Column("order_id", Integer, ForeignKey("sale_order.id"), primary_key=True),
    Column("on", Day, nullable=False, index=True),  # promised to the customer
    Column("carrier", Text, nullable=False),  # name of a partner; nothing: by ourselves
    Column("parcels", Integer, nullable=False),
    Column("weight", Scaled(3)),  # kilograms
    sqlite_strict=True,
)

carrier_reserve = Table(
    "carrier_reserve",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("number", Text, nullable=False, unique=True),  # RS-2026-0001
    Column("carrier", Text, nullable=False),
    Column("received_on", Day, nullable=False),
    Column("voucher", Text, nullable=False),  # number of the carrier's note
    Column("damage", Text, nullable=False),
    Column("letter_by", Day, nullable=False),
    Column("registered", Text, nullable=False),  # number of the registered letter
    Column("sent_on", Day),
    sqlite_strict=True,
)
