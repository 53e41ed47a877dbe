"""Entries and their postings: chained, append-only, balanced or refused.

A trigger keeps `entry.balance`, the sum of the entry's postings; a deferred foreign key wants it
to be in `zero_balance`, whose only row is zero. So an entry that does not balance cannot be
committed, on SQLite or on PostgreSQL, whatever wrote it (LAW, JRN001 and JRN004).
"""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    literal_column,
)
from sqlalchemy import UniqueConstraint as Unique

from comptoir.store import chain
from comptoir.store.metadata import metadata
from comptoir.store.triggers import Trigger, append_only, declare, seed
from comptoir.store.types import Cents, Day, Instant

TAKEN_OVER = "autre logiciel"  # what keeps an entry that another program made

zero_balance = Table(
    "zero_balance",
    metadata,
    Column("value", BigInteger, primary_key=True, autoincrement=False),
    CheckConstraint("value = 0", name="zero"),
    sqlite_strict=True,
)

entry = Table(
    "entry",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("journal", Text, nullable=False),
    Column("fiscal_year", Integer, nullable=False),  # the calendar year in which it starts
    Column("number", Integer, nullable=False),  # continuous in the fiscal year
    Column("date", Day, nullable=False),
    Column("voucher", Text, nullable=False),  # F-2026-0001, P-2026-0001
    Column("voucher_on", Day, nullable=False),
    Column("lines", Integer, nullable=False),
    Column("postings_hash", Text, nullable=False),  # over ranks, accounts and amounts
    Column("validated_on", Day, nullable=False),
    Column("recorded_at", Instant, nullable=False),
    Column("software", Text, nullable=False),  # our version, or TAKEN_OVER
    Column(
        "balance",
        BigInteger,
        ForeignKey("zero_balance.value", deferrable=True, initially="DEFERRED"),
        nullable=False,
        server_default="0",
    ),
    *chain.chained_columns(),
    Unique("fiscal_year", "number"),
    CheckConstraint("lines >= 2", name="two_postings"),
    Index("ix_entry_date", "date"),
    Index("ix_entry_voucher", "voucher"),
    sqlite_strict=True,
)

# Entries that stand for the books of another program: balances taken over, or whole years. Written
# without parameters, so that both engines see that its index answers.
OF_OTHERS = (entry.c.journal == literal_column("'AN'")) | (
    entry.c.software == literal_column(f"'{TAKEN_OVER}'")
)
Index("ix_entry_of_others", entry.c.date, sqlite_where=OF_OTHERS, postgresql_where=OF_OTHERS)

posting = Table(
    "posting",
    metadata,
    Column("entry_id", Integer, ForeignKey("entry.id"), primary_key=True),
    Column("rank", Integer, primary_key=True),
    Column("account", Text, nullable=False),
    Column("party_account", Text, nullable=False, server_default=""),  # C-000123
    Column("amount", Cents, nullable=False),  # > 0 debit, < 0 credit
    Column("label", Text, nullable=False),  # never a personal name
    Column("match_code", Text),
    Column("matched_on", Day),
    Index("ix_posting_account", "account", "party_account"),
    Index("ix_posting_party_account", "party_account"),
    sqlite_strict=True,
)

# What the postings of each month add up to; a trigger keeps it, `ledger check` computes it again.
account_month = Table(
    "account_month",
    metadata,
    Column("account", Text, primary_key=True),
    Column("party_account", Text, primary_key=True),
    Column("month", Text, primary_key=True),  # 2026-11
    Column("debit", Cents, nullable=False),
    Column("credit", Cents, nullable=False),
    sqlite_strict=True,
)

seed(zero_balance, value=0)
append_only(zero_balance)
append_only(entry, except_columns=("balance",))
append_only(posting, except_columns=("match_code", "matched_on"))
declare(
    Trigger(
        "posting_balance",
        "posting",
        "CREATE TRIGGER posting_balance AFTER INSERT ON posting BEGIN "
        "UPDATE entry SET balance = balance + NEW.amount WHERE id = NEW.entry_id; END",
        (
            "CREATE OR REPLACE FUNCTION posting_balance() RETURNS trigger AS $$ BEGIN "
            "UPDATE entry SET balance = balance + NEW.amount WHERE id = NEW.entry_id; "
            "RETURN NEW; END $$ LANGUAGE plpgsql",
            "CREATE TRIGGER posting_balance AFTER INSERT ON posting FOR EACH ROW "
            "EXECUTE FUNCTION posting_balance()",
        ),
    )
)

_ADD = (
    "INSERT INTO account_month (account, party_account, month, debit, credit) "
    "SELECT NEW.account, NEW.party_account, substr(date, 1, 7), {larger}(NEW.amount, 0), "
    "{larger}(-NEW.amount, 0) FROM entry WHERE id = NEW.entry_id "
    "ON CONFLICT (account, party_account, month) DO UPDATE SET "
    "debit = account_month.debit + excluded.debit, "
    "credit = account_month.credit + excluded.credit; "
)
declare(
    Trigger(
        "posting_month",
        "posting",
        "CREATE TRIGGER posting_month AFTER INSERT ON posting BEGIN "
        f"{_ADD.format(larger='max')}END",
        (
            "CREATE OR REPLACE FUNCTION posting_month() RETURNS trigger AS $$ BEGIN "
            f"{_ADD.format(larger='greatest')}RETURN NEW; END $$ LANGUAGE plpgsql",
            "CREATE TRIGGER posting_month AFTER INSERT ON posting FOR EACH ROW "
            "EXECUTE FUNCTION posting_month()",
        ),
    )
)
