"""The two doors of the base: read, or act. An act is one transaction with its audit row."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from comptoir import profiles
from comptoir.contacts.privacy import FIELD_CLASSES
from comptoir.context import Context
from comptoir.errors import InputError, Place
from comptoir.identifiers import refuse_card_number
from comptoir.profiles import Action
from comptoir.store import audit
from comptoir.store.engine import database_url, engine, sqlite_path
from comptoir.store.failures import translated


@dataclass(slots=True)
class Transaction:
    """One act under way: the connection, the moment, and what the audit trail will say."""

    db: Connection
    ctx: Context
    act: str
    now: datetime
    changes: list[audit.Change] = field(default_factory=list)

    def record(
        self, noun: str, record_id: int | str, values: Mapping[str, tuple[Any, Any]]
    ) -> None:
        """Say what changes: for each field, the value before and after.

        Raises:
            RefusedError: the profile of who acts may not change one of these fields.
        """
        refuse_card_number(*(new for _, new in values.values() if isinstance(new, str)))
        if noun == "contact":
            classes = [
                FIELD_CLASSES[name]
                for name, (old, new) in values.items()
                if old != new and name in FIELD_CLASSES
            ]
            profiles.require(self.ctx.actor.rights, classes, Action.CHANGE, act=self.act)
        self.changes.extend(
            audit.Change(noun, str(record_id), name, old, new)
            for name, (old, new) in values.items()
            if old != new
        )


@contextmanager
def reading(ctx: Context) -> Iterator[Connection]:
    """Open the base for reading; nothing can be written through it.

    Raises:
        InputError: the project has no base yet.
    """
    url = _existing(ctx)
    with translated(), engine(url).begin() as db:
        yield db


@contextmanager
def begin(ctx: Context, *, act: str) -> Iterator[Transaction]:
    """Open one act: all of it is written with its audit row, or nothing is.

    Args:
        ctx: who acts, and when.
        act: its name in the audit trail: `invoice.issue`.

    Raises:
        InputError: the project has no base yet.
        RefusedError: the profile of who acts does not allow it.
    """
    url = _existing(ctx)
    profiles.check(ctx.actor.rights, act)
    with translated(), engine(url, write=True).begin() as db:
        tx = Transaction(db, ctx, act, ctx.now())
        yield tx
        audit.write(db, ctx.actor, act=act, at=tx.now, changes=tx.changes)


@contextmanager
def kept_open(ctx: Context) -> Iterator[None]:
    """Keep the base open through many short acts.

    On SQLite, who closes it last writes its journal back into it, which waits for the disk.
    """
    url = _existing(ctx)
    if sqlite_path(url) is None:  # a server keeps its own connections
        yield
        return
    with translated(), engine(url).connect():
        yield


def _existing(ctx: Context) -> str:
    url = database_url(ctx.root)
    path = sqlite_path(url)
    if path and not path.exists():
        raise InputError(
            "Ce dossier n’a pas de base de contacts et de ventes.",
            remedy="Elle vit dans un seul dossier de travail, sous var/ : allez-y, "
            "ou créez-la ici avec comptoir db upgrade.",
            at=Place(str(ctx.root)),
        )
    return url


def has_base(ctx: Context) -> bool:
    """Whether this project has a base to open."""
    path = sqlite_path(database_url(ctx.root))
    return path.exists() if path else True
