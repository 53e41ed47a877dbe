"""Answers to surveys, and the codes that let each person answer once: never who has which."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text

from comptoir.store.metadata import metadata
from comptoir.store.types import Day

survey_answer = Table(
    "survey_answer",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("survey", Text, nullable=False),
    Column("answered_on", Day, nullable=False),
    Column("channel", Text, nullable=False),  # form | file
    Column("answers", Text, nullable=False),  # JSON
    Column("mark", Text, nullable=False, unique=True),  # digest: of its code, or of its origin
    Column("contact_id", Integer, ForeignKey("contact.id"), index=True),  # when not anonymous
    Index("ix_survey_answer_survey", "survey"),
    sqlite_strict=True,
)

survey_code = Table(
    "survey_code",
    metadata,
    Column("mark", Text, primary_key=True),  # digest of the survey and the code
    Column("survey", Text, nullable=False, index=True),
    Column("used", Integer, nullable=False, server_default="0"),
    sqlite_strict=True,
)
