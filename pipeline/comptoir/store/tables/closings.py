"""Closings of months and years, and drafts of entries.

A closing is chained and never changes. A trigger refuses any entry dated in a closed period, on
SQLite and on PostgreSQL, whatever writes it (LAW, JRN007). Totals of the period and since the
beginning are those that cash software owes (CGI, art. 286, I-3° bis; LAW, JRN036).
"""

from sqlalchemy import BigInteger, Column, Index, Integer, Table, Text
from sqlalchemy import UniqueConstraint as Unique

from comptoir.store import chain
from comptoir.store.metadata import metadata
from comptoir.store.triggers import Trigger, append_only, declare
from comptoir.store.types import Cents, Day, Instant

closing = Table(
    "closing",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", Text, nullable=False),  # month, year
    Column("period", Text, nullable=False),  # 2026-03, 2025-2026
    Column("starts", Day, nullable=False),
    Column("ends", Day, nullable=False),
    Column("closed_on", Day, nullable=False),
    Column("closed_at", Instant, nullable=False),
    Column("entries", Integer, nullable=False),
    Column("debit", Cents, nullable=False),  # of the period
    Column("revenue", Cents, nullable=False),
    Column("received", Cents, nullable=False),
    Column("all_debit", Cents, nullable=False),  # since the beginning
    Column("all_revenue", Cents, nullable=False),
    Column("all_received", Cents, nullable=False),
    Column("result", Cents),  # of a year: > 0 surplus
    Column("opening_hash", Text, nullable=False),  # of a year: of the entry that opens the next
    Column("text_sha256", Text, nullable=False),  # of the journal as text
    Column("software", Text, nullable=False),
    *chain.chained_columns(),
    Unique("kind", "period"),
    Index("ix_closing_ends", "ends"),
    sqlite_strict=True,
)

# An entry that is not validated yet (« brouillard »): it goes freely, and counts nowhere.
entry_draft = Table(
    "entry_draft",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("journal", Text, nullable=False),
    Column("date", Day, nullable=False),
    Column("voucher", Text, nullable=False),  # of the paper; empty: a number is given
    Column("postings", Text, nullable=False),  # JSON
    Column("login", Text, nullable=False),
    Column("recorded_at", Instant, nullable=False),
    Column("total", BigInteger, nullable=False),  # cents of debit
    sqlite_strict=True,
)

append_only(closing)
declare(
    Trigger(
        "entry_open_period",
        "entry",
        "CREATE TRIGGER entry_open_period BEFORE INSERT ON entry "
        "WHEN EXISTS (SELECT 1 FROM closing WHERE ends >= NEW.date) "
        "BEGIN SELECT RAISE(ABORT, 'comptoir:closed:entry'); END",
        (
            "CREATE OR REPLACE FUNCTION entry_open_period() RETURNS trigger AS $$ BEGIN "
            "IF EXISTS (SELECT 1 FROM closing WHERE ends >= NEW.date) THEN "
            "RAISE EXCEPTION 'comptoir:closed:entry'; END IF; RETURN NEW; "
            "END $$ LANGUAGE plpgsql",
            "CREATE TRIGGER entry_open_period BEFORE INSERT ON entry FOR EACH ROW "
            "EXECUTE FUNCTION entry_open_period()",
        ),
    )
)
