"""Surveys have answers and codes."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "survey_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("survey", sa.Text(), nullable=False),
        sa.Column("answered_on", sa.String(10), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("mark", sa.Text(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name="fk_survey_answer_contact_id"),
        sa.PrimaryKeyConstraint("id", name="pk_survey_answer"),
        sa.UniqueConstraint("mark", name="uq_survey_answer_mark"),
        sqlite_strict=True,
    )
    op.create_index("ix_survey_answer_contact_id", "survey_answer", ["contact_id"])
    op.create_index("ix_survey_answer_survey", "survey_answer", ["survey"])
    op.create_table(
        "survey_code",
        sa.Column("mark", sa.Text(), nullable=False),
        sa.Column("survey", sa.Text(), nullable=False),
        sa.Column("used", sa.Integer(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("mark", name="pk_survey_code"),
        sqlite_strict=True,
    )
    op.create_index("ix_survey_code_survey", "survey_code", ["survey"])
