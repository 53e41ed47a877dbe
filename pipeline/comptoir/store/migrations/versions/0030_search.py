"""A full-text index of contacts, and the words of the notes beside those of the contact."""

import sqlalchemy as sa
from alembic import op

from comptoir.store import search

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

PUNCTUATION = ("@", ".", "-", "_", "+", "'", ",", "(", ")", "/", "&", "   ", "  ", "  ")


def upgrade() -> None:
    """Add the column and the index; the words kept so far held punctuation."""
    op.add_column("contact", sa.Column("told", sa.Text(), server_default="", nullable=False))
    db = op.get_bind()
    contact = sa.table("contact", sa.column("id"), sa.column("search"), sa.column("told"))
    note = sa.table("contact_note", sa.column("contact_id"), sa.column("search"))
    words: sa.ColumnElement[str] = contact.c.search
    for sign in PUNCTUATION:
        words = sa.func.replace(words, sign, " ")
    db.execute(contact.update().where(contact.c.search != "").values(search=sa.func.trim(words)))
    about = note.c.contact_id == contact.c.id
    told = sa.select(sa.func.aggregate_strings(note.c.search, " ")).where(about)
    noted = contact.c.id.in_(sa.select(note.c.contact_id))
    db.execute(contact.update().where(noted).values(told=told.scalar_subquery()))
    search.create(db)
