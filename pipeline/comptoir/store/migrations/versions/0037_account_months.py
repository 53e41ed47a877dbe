"""What each account moved by month, kept beside its postings; an index of what others kept."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    made = op.create_table(
        "account_month",
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("party_account", sa.Text(), nullable=False),
        sa.Column("month", sa.Text(), nullable=False),
        sa.Column("debit", sa.BigInteger(), nullable=False),
        sa.Column("credit", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("account", "party_account", "month", name="pk_account_month"),
        sqlite_strict=True,
    )
    names = ("entry_id", "account", "party_account", "amount")
    posting = sa.table("posting", *map(sa.column, names))
    entry = sa.table("entry", sa.column("id"), sa.column("date"))
    amount, month = posting.c.amount, sa.func.substr(entry.c.date, 1, 7)
    moved = (
        sa.select(
            posting.c.account,
            posting.c.party_account,
            month,
            sa.func.sum(sa.case((amount > 0, amount), else_=0)),
            sa.func.sum(sa.case((amount < 0, -amount), else_=0)),
        )
        .join_from(posting, entry, entry.c.id == posting.c.entry_id)
        .group_by(posting.c.account, posting.c.party_account, month)
    )
    op.get_bind().execute(made.insert().from_select([c.name for c in made.columns], moved))
    of_others = sa.text("journal = 'AN' OR software = 'autre logiciel'")
    op.create_index(
        "ix_entry_of_others", "entry", ["date"], sqlite_where=of_others, postgresql_where=of_others
    )
