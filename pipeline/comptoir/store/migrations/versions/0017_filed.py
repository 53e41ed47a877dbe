"""Filed documents, their words, and the signatures of the charter."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "filed_document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("section", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("dated", sa.String(10), nullable=False),
        sa.Column("ends", sa.String(10), nullable=True),
        sa.Column("filed_at", sa.String(32), nullable=False),
        sa.Column("login", sa.Text(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("about", sa.Text(), server_default="", nullable=False),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("readers", sa.Text(), nullable=False),
        sa.Column("duty", sa.Integer(), nullable=False),
        sa.Column("term", sa.Text(), nullable=False),
        sa.Column("keep_until", sa.String(10), nullable=True),
        sa.Column("hold_until", sa.String(10), nullable=True),
        sa.Column("hold_because", sa.Text(), server_default="", nullable=False),
        sa.Column("gone_at", sa.String(32), nullable=True),
        sa.Column("gone_because", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name="fk_filed_document_contact_id"
        ),
        sa.ForeignKeyConstraint(
            ["replaces_id"], ["filed_document.id"], name="fk_filed_document_replaces_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_filed_document"),
        sa.UniqueConstraint("path", name="uq_filed_document_path"),
        sa.UniqueConstraint("reference", name="uq_filed_document_reference"),
        sa.UniqueConstraint("replaces_id", name="uq_filed_document_replaces_id"),
        sqlite_strict=True,
    )
    op.create_index("ix_filed_document_contact_id", "filed_document", ["contact_id"])
    op.create_index("ix_filed_document_keep_until", "filed_document", ["keep_until"])
    op.create_index("ix_filed_document_sha256", "filed_document", ["sha256"])
    op.create_table(
        "filed_text",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["filed_document.id"], name="fk_filed_text_document_id"
        ),
        sa.PrimaryKeyConstraint("document_id", name="pk_filed_text"),
        sqlite_strict=True,
    )
    op.create_table(
        "charter_signature",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("login", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("signed_at", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_charter_signature"),
        sa.UniqueConstraint("login", "sha256", name="uq_charter_signature_login"),
        sqlite_strict=True,
    )
