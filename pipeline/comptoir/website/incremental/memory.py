"""What the last build of an output folder left: one small base in `var/cache/site/`.

It only spares work. One that is missing, damaged, of another version or on a full disk is as good
as none: everything is made anew.
"""

import pickle
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from zlib import crc32

from comptoir.website.incremental.stamps import Stamp, sum_of

FORMAT = "3"
TABLES = """
create table if not exists things (name text primary key, value blob) without rowid;
create table if not exists files
  (name text primary key, size int, changed int, number int, sum text, trusted int) without rowid;
create table if not exists outputs
  (name text primary key, size int, changed int, number int) without rowid;
create table if not exists sources (name text primary key, sum text, page blob) without rowid;
create table if not exists prose (name text primary key, made blob) without rowid;
create table if not exists audits
  (name text primary key, sum text, mark text, found blob, facts blob) without rowid;
create table if not exists jobs (name text primary key, sum text, needs text) without rowid;
"""
BROKEN = (sqlite3.Error, OSError, ValueError, TypeError, LookupError, AttributeError, EOFError,
          ImportError, pickle.UnpicklingError, MemoryError)  # fmt: skip


class DamagedError(ValueError):
    """A record is not what was written."""


class Memory:
    """The base of one output folder."""

    def __init__(self, root: Path, output: Path) -> None:
        name = sum_of(str(output.resolve()))[:12]
        self.path = root / "var" / "cache" / "site" / f"{name}.db"
        self._base: sqlite3.Connection | None = None

    def read(self) -> bool:
        """Open the base; say whether it holds a whole build."""
        if not self.path.is_file():
            return False
        try:
            self._base = self._connect()
            return bool(self.thing("format") == FORMAT)
        except BROKEN:
            self.forget()
            return False

    def _connect(self) -> sqlite3.Connection:
        base = sqlite3.connect(self.path, timeout=5, isolation_level=None, check_same_thread=False)
        base.execute("pragma synchronous=normal")
        return base

    def forget(self) -> None:
        """Throw the base away."""
        self.close()
        for suffix in ("", "-journal", "-wal", "-shm"):
            with suppress(OSError):
                self.path.with_name(f"{self.path.name}{suffix}").unlink(missing_ok=True)

    def close(self) -> None:
        if self._base is not None:
            with suppress(sqlite3.Error):
                self._base.close()
            self._base = None

    # what is read

    def thing(self, name: str) -> Any:
        """Return a thing that was kept; nothing when there is none."""
        rows = self._rows("select value from things where name = ?", (name,))
        return next((unpacked(value) for (value,) in rows), None)

    def files(self) -> dict[str, tuple[Stamp, str, bool]]:
        rows = self._rows("select name, size, changed, number, sum, trusted from files")
        return {n: (Stamp(size, c, i), s, bool(t)) for n, size, c, i, s, t in rows}

    def outputs(self) -> dict[str, Stamp]:
        rows = self._rows("select name, size, changed, number from outputs")
        return {name: Stamp(*told) for name, *told in rows}

    def sources(self) -> dict[str, tuple[str, bytes]]:
        rows = self._rows("select name, sum, page from sources")
        return {name: (told, page) for name, told, page in rows}

    def prose(self, name: str) -> bytes | None:
        rows = self._rows("select made from prose where name = ?", (name,))
        return next((made for (made,) in rows), None)

    def audits(self) -> Iterator[tuple[str, str, str, bytes]]:
        """Yield what was found in each thing: its name, its sum, its mark, and that, packed."""
        return self._rows("select name, sum, mark, found from audits")

    def audit_facts(self, names: Iterable[str] | None = None) -> Iterator[tuple[str, bytes]]:
        if names is None:
            yield from self._rows("select name, facts from audits where facts is not null")
        for name in names or ():
            sql = "select name, facts from audits where name = ? and facts is not null"
            yield from self._rows(sql, (name,))

    def jobs(self) -> dict[str, tuple[str, str]]:
        rows = self._rows("select name, sum, needs from jobs")
        return {name: (told, needs) for name, told, needs in rows}

    def _rows(self, sql: str, values: tuple[Any, ...] = ()) -> Iterator[Any]:
        if self._base is None:
            return iter(())
        return iter(self._base.execute(sql, values))

    # what is written

    def write(self, *steps: tuple[str, Iterable[tuple[Any, ...]]]) -> None:
        """Write all of it or nothing; a base that cannot be written is thrown away."""
        try:
            if self._base is None:
                self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                self._base = self._connect()
            self._base.execute("begin immediate")
            for statement in TABLES.split(";"):
                self._base.execute(statement)
            for sql, rows in steps:
                self._base.executemany(sql, rows)
            self._base.execute("commit")
        except BROKEN:
            self.forget()


def keep(table: str, width: int) -> str:
    """Return the order that writes rows of a table."""
    places = ", ".join("?" * width)
    return f"insert or replace into {table} values ({places})"  # noqa: S608 — our own tables


def drop(table: str) -> str:
    return f"delete from {table} where name = ?"  # noqa: S608 — the names of our own tables


def packed(thing: Any) -> bytes:
    raw = pickle.dumps(thing, pickle.HIGHEST_PROTOCOL)
    return crc32(raw).to_bytes(4, "big") + raw


def unpacked(raw: bytes) -> Any:
    """Return what was packed.

    Raises:
        DamagedError: it is not what was written.
    """
    if crc32(raw[4:]) != int.from_bytes(raw[:4], "big"):
        raise DamagedError
    return pickle.loads(raw[4:])  # noqa: S301 — our own, in a folder closed to others
