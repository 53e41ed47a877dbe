"""Numbers given in order, without gap, inside the transaction that uses them."""

from sqlalchemy import Column, Integer, Table, Text

from comptoir.store.metadata import metadata

sequence = Table(
    "sequence",
    metadata,
    Column("series", Text, primary_key=True),
    Column("year", Integer, primary_key=True),  # 0: a series that never starts again
    Column("last", Integer, nullable=False),
    sqlite_strict=True,
)
