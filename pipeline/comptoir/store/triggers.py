"""Triggers of both engines: declared beside their table, installed and compared by `db upgrade`.

Alembic's batch mode drops triggers on SQLite without a word; so they are no part of migrations:
`install` puts back what is missing, `missing` says what is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, insert, select, text


@dataclass(frozen=True, slots=True)
class Trigger:
    """One trigger: its name, its table, and how each engine writes it."""

    name: str
    table: str
    sqlite: str
    postgresql: tuple[str, ...]  # function, then trigger; nothing where it needs none


TRIGGERS: dict[str, Trigger] = {}
_FIXED: dict[str, frozenset[str]] = {}  # columns that never change, by table
SEEDS: list[tuple[Table, dict[str, Any]]] = []  # rows that a table cannot do without


def declare(trigger: Trigger) -> None:
    TRIGGERS[trigger.name] = trigger


def seed(table: Table, **values: Any) -> None:
    """Say that this row must be there once the base is created."""
    SEEDS.append((table, values))


def append_only(table: Table, *, except_columns: Sequence[str] = ()) -> None:
    """Forbid to delete rows of a table, and to change any but these columns."""
    name = table.name
    fixed = [c.name for c in table.columns if c.name not in except_columns]
    _FIXED[name] = frozenset(fixed)
    said = f"comptoir:append-only:{name}"
    sqlite_columns = ", ".join(f'"{column}"' for column in fixed)
    kept = " OR ".join(f'NEW."{c}" IS DISTINCT FROM OLD."{c}"' for c in fixed)
    declare(
        Trigger(
            f"{name}_keep_update",
            name,
            f'CREATE TRIGGER {name}_keep_update BEFORE UPDATE OF {sqlite_columns} ON "{name}" '
            f"BEGIN SELECT RAISE(ABORT, '{said}'); END",
            (
                f"CREATE OR REPLACE FUNCTION {name}_keep_update() RETURNS trigger AS $$ BEGIN "
                f"IF {kept} THEN RAISE EXCEPTION '{said}'; END IF; RETURN NEW; "
                "END $$ LANGUAGE plpgsql",
                f'CREATE TRIGGER {name}_keep_update BEFORE UPDATE ON "{name}" FOR EACH ROW '
                f"EXECUTE FUNCTION {name}_keep_update()",
            ),
        )
    )
    declare(
        Trigger(
            f"{name}_keep_delete",
            name,
            f'CREATE TRIGGER {name}_keep_delete BEFORE DELETE ON "{name}" '
            f"BEGIN SELECT RAISE(ABORT, '{said}'); END",
            (
                f"CREATE OR REPLACE FUNCTION {name}_keep_delete() RETURNS trigger AS $$ BEGIN "
                f"RAISE EXCEPTION '{said}'; END $$ LANGUAGE plpgsql",
                f'CREATE TRIGGER {name}_keep_delete BEFORE DELETE ON "{name}" FOR EACH ROW '
                f"EXECUTE FUNCTION {name}_keep_delete()",
            ),
        )
    )


def freezes(table: str, column: str) -> bool:
    """Whether a column of a table never changes once written."""
    return column in _FIXED.get(table, ())


def installed(db: Connection) -> set[str]:
    if db.dialect.name == "sqlite":
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    else:
        query = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    return {str(row[0]) for row in db.execute(text(query))}


def missing(db: Connection) -> list[str]:
    """Return the triggers declared and not found in the base."""
    sqlite = db.dialect.name == "sqlite"
    wanted = {one.name for one in TRIGGERS.values() if sqlite or one.postgresql}
    return sorted(wanted - installed(db))


def install(db: Connection) -> list[str]:
    """Put back the rows and the triggers that are missing; return the triggers' names."""
    for table, values in SEEDS:
        here = select(table).filter_by(**values)
        if db.execute(here).first() is None:
            db.execute(insert(table).values(values))
    names = missing(db)
    for name in names:
        trigger = TRIGGERS[name]
        made = (trigger.sqlite,) if db.dialect.name == "sqlite" else trigger.postgresql
        for statement in made:
            db.exec_driver_sql(statement.replace("%", "%%"))
    return names


def drop(db: Connection) -> None:
    """Take every trigger off, to copy rows that were judged where they come from."""
    for name in sorted(installed(db) & set(TRIGGERS)):
        on = "" if db.dialect.name == "sqlite" else f' ON "{TRIGGERS[name].table}"'
        db.exec_driver_sql(f'DROP TRIGGER "{name}"{on}')
