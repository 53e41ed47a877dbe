"""Create the base and bring it up to date: Alembic's migrations, then the triggers."""

from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from comptoir.private import private_file, private_folder
from comptoir.store import search, triggers
from comptoir.store.engine import engine, sqlite_path
from comptoir.store.failures import translated
from comptoir.store.metadata import all_tables

MIGRATIONS = Path(__file__).parent / "migrations"


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config


def upgrade(url: str) -> tuple[str, str]:
    """Bring a base to the newest schema, creating it if need be.

    Returns:
        The revisions before ("" for a new base) and after.
    """
    if path := sqlite_path(url):
        private_folder(path.parent)
        private_file(path)
    all_tables()
    config = _config()
    with translated(), engine(url, write=True).begin() as db:
        before = current(db)
        config.attributes["connection"] = db
        command.upgrade(config, "head")
        if any(map(search.is_index, triggers.install(db))):
            search.rebuild(db)
        return before, current(db)


def current(db: Connection) -> str:
    """Return the revision of a base, or nothing for an empty one."""
    return MigrationContext.configure(db).get_current_revision() or ""


def newest() -> str:
    return ScriptDirectory.from_config(_config()).get_current_head() or ""


def differences(db: Connection) -> list[str]:
    """Return what separates a base from what the code expects: revision, tables, triggers."""
    found = []
    if current(db) != newest():
        found.append(f"schéma {current(db) or 'vide'} au lieu de {newest()}")
    context = MigrationContext.configure(
        db,
        opts={
            "compare_type": False,
            "include_name": lambda name, _kind, _parents: not search.is_index(name),
        },
    )
    found += [_said(diff) for diff in compare_metadata(context, all_tables())]
    found += [f"déclencheur manquant : {name}" for name in triggers.missing(db)]
    return found


def _said(diff: object) -> str:
    parts = diff if isinstance(diff, tuple) else ("", *list(diff))  # type: ignore[call-overload]
    kind = str(parts[0]).replace("_", " ")
    names = [str(getattr(part, "name", part)) for part in parts[1:] if part is not None]
    return f"différence de schéma ({kind}) : {' '.join(names[:3])}"
