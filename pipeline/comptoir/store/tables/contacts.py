"""Contacts, their roles, tags and extra facts, and what came back from their addresses."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text

from comptoir.store.metadata import metadata
from comptoir.store.types import Day, Instant

contact = Table(
    "contact",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("reference", Text, nullable=False, unique=True),  # C-000123, for life
    Column("kind", Text, nullable=False),  # person | organisation
    Column("civility", Text, nullable=False, server_default=""),  # Mme | M. | nothing
    Column("first_name", Text, nullable=False, server_default=""),
    Column("last_name", Text, nullable=False, server_default=""),
    Column("organisation", Text, nullable=False, server_default=""),
    Column("email", Text, nullable=False, server_default="", index=True),  # lower case
    Column("phone", Text, nullable=False, server_default=""),  # E.164
    Column("mobile", Text, nullable=False, server_default=""),  # E.164
    Column("street", Text, nullable=False, server_default=""),
    Column("address_2", Text, nullable=False, server_default=""),
    Column("postcode", Text, nullable=False, server_default="", index=True),
    Column("city", Text, nullable=False, server_default=""),
    Column("country", Text, nullable=False, server_default="FR"),
    Column("birth_date", Day),
    Column("language", Text, nullable=False, server_default="fr"),
    Column("source", Text, nullable=False, server_default=""),
    Column("source_on", Day),
    Column("deceased_on", Day),
    Column("restricted_on", Day),
    Column("created_at", Instant, nullable=False),
    Column("updated_at", Instant, nullable=False),
    Column("version", Integer, nullable=False, server_default="1"),
    Column("erased_at", Instant),
    # computed when a row is written, to match, to search and to select fast
    Column("name_key", Text, nullable=False, server_default="", index=True),
    Column("city_key", Text, nullable=False, server_default="", index=True),
    Column("source_key", Text, nullable=False, server_default=""),
    Column("department", Text, nullable=False, server_default="", index=True),
    Column("search", Text, nullable=False, server_default=""),  # the words of the above
    Column("told", Text, nullable=False, server_default=""),  # those of the notes
    sqlite_strict=True,
)
# Only the erased: a whole index would tempt SQLite into reading everybody who is not.
Index("ix_contact_erased", contact.c.id, sqlite_where=contact.c.erased_at.is_not(None))

# The reference that another system gave: what the next import of the same file knows a contact by.
contact_external = Table(
    "contact_external",
    metadata,
    Column("reference", Text, primary_key=True),
    Column("contact_id", Integer, ForeignKey("contact.id"), nullable=False, index=True),
    sqlite_strict=True,
)

contact_role = Table(
    "contact_role",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("contact_id", Integer, ForeignKey("contact.id"), nullable=False),
    Column("role", Text, nullable=False),
    Column("since", Day),
    Column("until", Day),
    Index("ix_contact_role_contact_id_role", "contact_id", "role"),
    Index("ix_contact_role_role_contact_id", "role", "contact_id"),
    sqlite_strict=True,
)

contact_tag = Table(
    "contact_tag",
    metadata,
    Column("contact_id", Integer, ForeignKey("contact.id"), primary_key=True),
    Column("tag", Text, primary_key=True),
    Index("ix_contact_tag_tag_contact_id", "tag", "contact_id"),
    sqlite_strict=True,
)

contact_fact = Table(
    "contact_fact",
    metadata,
    Column("contact_id", Integer, ForeignKey("contact.id"), primary_key=True),
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
    Index("ix_contact_fact_name_value", "name", "value", "contact_id"),
    sqlite_strict=True,
)

# A message or a letter that came back. It says nothing any more once the address has changed.
bounce = Table(
    "bounce",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("contact_id", Integer, ForeignKey("contact.id"), nullable=False, index=True),
    Column("channel", Text, nullable=False),  # email | sms | phone | post
    Column("kind", Text, nullable=False),  # hard | soft | npai
    Column("on", Day, nullable=False),
    Column("detail", Text, nullable=False, server_default=""),  # the server's code, no address
    Column("cleared_on", Day),
    sqlite_strict=True,
)
