"""The full-text index of contacts: words, folded, by their beginnings.

SQLite keeps an FTS5 index beside the table, by triggers: nothing can change the words of a contact
and leave the index behind, erasing and merging included. PostgreSQL has indexes on the same words.
Two columns, so that a profile without notes searches without them.
"""

from sqlalchemy import Connection, Select, select, text

from comptoir.store.tables.contacts import contact
from comptoir.store.triggers import Trigger, declare

INDEX = "contact_words"  # as written in the statements below
MOST = 1_000  # contacts put in order: whoever finds more must say more

_FTS = (
    "CREATE VIRTUAL TABLE contact_words USING fts5(search, told, content='contact', "
    "content_rowid='id', tokenize='unicode61 remove_diacritics 0', prefix='1 2 3', "
    "detail=column, columnsize=0)"
)
_MATCH = "SELECT rowid AS id FROM contact_words WHERE contact_words MATCH :asked LIMIT :most"
_SEARCH = "string_to_array(search, ' ')"
_ALL = f"{_SEARCH} || string_to_array(told, ' ')"
_GIN = (
    f"CREATE INDEX ix_contact_words ON contact USING gin (array_to_tsvector({_SEARCH}))",
    f"CREATE INDEX ix_contact_words_told ON contact USING gin (array_to_tsvector({_ALL}))",
)


def create(db: Connection) -> None:
    """Make the index of a base that has none; a migration calls it."""
    for statement in (_FTS,) if db.dialect.name == "sqlite" else _GIN:
        db.exec_driver_sql(statement)


def rebuild(db: Connection) -> None:
    """Read every contact anew: their rows may have moved while the triggers were off."""
    if db.dialect.name == "sqlite":
        db.exec_driver_sql("INSERT INTO contact_words (contact_words) VALUES ('rebuild')")


def is_index(name: str | None) -> bool:
    """Whether a table or an index is part of this one."""
    return (name or "").removeprefix("ix_").startswith(INDEX)


def matching(db: Connection, words: list[str], *, notes: bool) -> Select[tuple[int]]:
    """Select the contacts who hold a word beginning with each of these.

    Args:
        db: the base, whose engine has its own way of asking.
        words: folded, of letters and digits only.
        notes: whether the notes about them are searched too.
    """
    if db.dialect.name == "sqlite":
        asked = " AND ".join(f'"{word}"*' for word in words)
        values = {"asked": asked if notes else f"search : ({asked})", "most": MOST}
        found = text(_MATCH).bindparams(**values).columns(contact.c.id)
        return select(found.subquery().c.id)
    asked = " & ".join(f"{word}:*" for word in words)
    held = f"array_to_tsvector({_ALL if notes else _SEARCH}) @@ CAST(:asked AS tsquery)"
    return select(contact.c.id).where(text(held).bindparams(asked=asked)).limit(MOST)


def _trigger(name: str, when: str, *statements: str) -> None:
    body = "; ".join(statements)
    sqlite = f"CREATE TRIGGER {INDEX}_{name} AFTER {when} ON contact BEGIN {body}; END"
    declare(Trigger(f"{INDEX}_{name}", "contact", sqlite, ()))


_NEW = "INSERT INTO contact_words (rowid, search, told) VALUES (NEW.id, NEW.search, NEW.told)"
_OLD = (
    "INSERT INTO contact_words (contact_words, rowid, search, told) "
    "VALUES ('delete', OLD.id, OLD.search, OLD.told)"
)
_trigger("added", "INSERT", _NEW)
_trigger("changed", "UPDATE OF search, told", _OLD, _NEW)
_trigger("gone", "DELETE", _OLD)
