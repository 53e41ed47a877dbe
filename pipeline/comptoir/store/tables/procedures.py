"""Steps of procedures that were done, each used by one act. Of people, logins and references."""

from sqlalchemy import Column, Index, Integer, Table, Text

from comptoir.store.metadata import metadata
from comptoir.store.triggers import append_only
from comptoir.store.types import Instant

procedure_step = Table(
    "procedure_step",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("procedure", Text, nullable=False),
    Column("subject", Text, nullable=False),  # RB-2026-0001, C-000123: what the act is about
    Column("step", Text, nullable=False),
    Column("login", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("used_at", Instant),  # when the act was done: the next one starts anew
    Index("ix_procedure_step_subject", "subject", "procedure"),
    sqlite_strict=True,
)
append_only(procedure_step, except_columns=("used_at",))
