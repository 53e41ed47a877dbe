"""Where each field comes from, and the register of anomalies."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

# Towns served by a postcode of another department (COG 2026), when this was written.
OTHERS = (
    ("01200", "eloise", "74"), ("01410", "lajoux", "39"), ("01590", "chancia", "39"),
    ("01590", "lavancia epercy", "39"), ("05110", "claret", "04"), ("05110", "curbans", "04"),
    ("05130", "piegut", "04"), ("05130", "venterol", "04"), ("05160", "pontis", "04"),
    ("05700", "villebois les pins", "26"), ("06260", "la rochette", "04"),
    ("06260", "saint pierre", "04"), ("13780", "riboux", "83"), ("21340", "change", "71"),
    ("33220", "fougueyrolles", "24"), ("33220", "port sainte foy et ponchapt", "24"),
    ("37160", "buxeuil", "86"), ("42620", "saint pierre laval", "03"), ("43450", "leyvaux", "15"),
    ("48250", "laveyrune", "07"), ("52100", "saint eulien", "51"), ("52100", "sapignicourt", "51"),
    ("94390", "paray vieille poste", "91"), ("97133", "saint barthelemy", "977"),
    ("97150", "saint martin", "978"), ("98799", "ile de clipperton", "989"),
)  # fmt: skip


def upgrade() -> None:
    op.create_table(
        "contact_field",
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("on", sa.String(10), nullable=False),
        sa.Column("confidence", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_contact_field_contact_id")
        ),
        sa.PrimaryKeyConstraint("contact_id", "field", name=op.f("pk_contact_field")),
        sqlite_strict=True,
    )
    op.create_table(
        "anomaly",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("old", sa.Text(), nullable=False),
        sa.Column("new", sa.Text(), server_default="", nullable=False),
        sa.Column("mends", sa.Text(), server_default="", nullable=False),
        sa.Column("severity", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), server_default="", nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("found_on", sa.String(10), nullable=False),
        sa.Column("settled_at", sa.String(32), nullable=True),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name=op.f("fk_anomaly_contact_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_anomaly")),
        sa.UniqueConstraint("reference", name=op.f("uq_anomaly_reference")),
        sqlite_strict=True,
    )
    op.create_index("ix_anomaly_contact_id", "anomaly", ["contact_id"])
    op.create_index("ix_anomaly_state", "anomaly", ["state", "severity"])
    contact = sa.table(
        "contact", *(sa.column(name) for name in ("postcode", "city_key", "country", "department"))
    )
    for postcode, city, department in OTHERS:
        op.execute(
            contact.update()
            .where(contact.c.postcode == postcode, contact.c.city_key == city)
            .where(contact.c.country == "FR")
            .values(department=department)
        )
