"""Append-only and erasable: chains of hashes over ids, names, instants and salted digests.

A chained row never changes. What it says of people lives in a side table with its salt; erasing
both leaves the digest, so the chain still verifies and says nothing any more. The chain finds any
edit; recomputing and truncation are found against the last anchor (a closing, a backup).
"""

import base64
import hashlib
import json
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from sqlalchemy import Column, Connection, ForeignKey, Integer, Table, Text, func, insert, select

from comptoir.store.bulk import insert_rows
from comptoir.store.metadata import metadata
from comptoir.store.types import Instant

START = "0" * 64
_written = json.JSONEncoder(sort_keys=True, ensure_ascii=False).encode
CHAIN = ("digests", "prev_hash", "hash")

anchor = Table(
    "anchor",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("chain", Text, nullable=False),
    Column("last_id", Integer, nullable=False),
    Column("hash", Text, nullable=False),
    Column("reason", Text, nullable=False),
    sqlite_strict=True,
)


def chained_columns() -> tuple[Column[Any], ...]:
    """The columns that a chained table adds to its own."""
    return (
        Column("digests", Text, nullable=False),
        Column("prev_hash", Text, nullable=False),
        Column("hash", Text, nullable=False, unique=True),
    )


def value_table(name: str) -> Table:
    """The erasable side table of a chained one: a salt and a value by row and field."""
    return Table(
        f"{name}_value",
        metadata,
        Column("row_id", Integer, ForeignKey(f"{name}.id"), primary_key=True),
        Column("field", Text, primary_key=True),
        Column("salt", Text, nullable=False),
        Column("value", Text, nullable=False),
        sqlite_strict=True,
    )


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a verification found: rows read, the first broken id, anchors that do not hold."""

    chain: str
    rows: int
    broken_at: int | None = None
    lost_anchors: tuple[int, ...] = ()

    @property
    def holds(self) -> bool:
        return self.broken_at is None and not self.lost_anchors


def canonical(value: Any) -> Any:
    """Return what the chain hashes of a value: text and whole numbers only."""
    if value is None or type(value) in (str, int):
        return value
    if isinstance(value, Enum):
        return canonical(value.value)
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, datetime):
        return Instant().process_bind_param(value, None)  # type: ignore[arg-type]  # no dialect needed
    if isinstance(value, date):
        return value.isoformat()
    return value


def _hash(table: str, prev: str, row: Mapping[str, Any]) -> str:
    said = {k: canonical(v) for k, v in row.items() if k not in ("prev_hash", "hash")}
    return hashlib.sha256(_written([table, prev, said]).encode()).hexdigest()


def digest(salt: str, field: str, value: str) -> str:
    return hashlib.sha256(f"{salt}\0{field}\0{value}".encode()).hexdigest()


def append(
    db: Connection, table: Table, values: Mapping[str, Any], erasable: Mapping[str, Any] = {}
) -> int:
    """Add one row to a chain and return its id."""
    return append_many(db, table, [(values, erasable)])[0]


def append_many(
    db: Connection,
    table: Table,
    rows: Iterable[tuple[Mapping[str, Any], Mapping[str, Any]]],
) -> list[int]:
    """Add rows to a chain: for each, what stays and what can be erased."""
    last, prev = last_link(db, table)
    blank = dict.fromkeys(column.name for column in table.columns)
    made: list[dict[str, Any]] = []
    sides: list[dict[str, Any]] = []
    for number, (values, erasable) in enumerate(rows, last + 1):
        digests = {}
        for field, value in sorted(erasable.items()):
            if value is None:
                continue
            salt = secrets.token_hex(16)
            digests[field] = digest(salt, field, str(value))
            sides.append({"row_id": number, "field": field, "salt": salt, "value": str(value)})
        row = blank | dict(values)
        row |= {"id": number, "digests": json.dumps(digests, sort_keys=True)}
        row |= {"prev_hash": prev, "hash": _hash(table.name, prev, row)}
        prev = str(row["hash"])
        made.append(row)
    insert_rows(db, table, made)
    if sides:
        insert_rows(db, metadata.tables[f"{table.name}_value"], sides)
    return [row["id"] for row in made]


def last_link(db: Connection, table: Table) -> tuple[int, str]:
    """Return the id and hash of the last row of a chain."""
    query = select(table.c.id, table.c.hash).order_by(table.c.id.desc()).limit(1)
    row = db.execute(query).first()
    return (int(row.id), str(row.hash)) if row else (0, START)


def set_anchor(db: Connection, table: Table, *, at: datetime, reason: str) -> None:
    """Note where a chain stands, so that truncation and recomputing are found later."""
    last, hash_ = last_link(db, table)
    db.execute(
        insert(anchor).values(at=at, chain=table.name, last_id=last, hash=hash_, reason=reason)
    )


def seals(db: Connection) -> dict[str, datetime]:
    """Return what each anchoring is known by outside the base, and when it was made.

    Whoever writes the chains and their anchors anew cannot make an old seal again.
    """
    heads: dict[datetime, list[str]] = {}
    for row in db.execute(select(anchor).order_by(anchor.c.chain, anchor.c.id)):
        heads.setdefault(row.at, []).append(f"{row.chain} {row.last_id} {row.hash}")
    return {_seal(told): at for at, told in heads.items()}


def _seal(heads: Sequence[str]) -> str:
    digest = hashlib.sha256("\n".join(heads).encode()).digest()
    text = base64.b32encode(digest)[:20].decode("ascii")
    return "-".join(text[start : start + 5] for start in range(0, 20, 5))


def verify(db: Connection, table: Table) -> Verdict:
    """Recompute a whole chain and compare it with its anchors."""
    rows, prev, expected = 0, START, 1
    hashes: dict[int, str] = {0: START}
    for row in db.execute(select(table).order_by(table.c.id)).mappings():
        whole = row["id"] == expected and row["prev_hash"] == prev
        if not whole or row["hash"] != _hash(table.name, prev, dict(row)):
            return Verdict(table.name, rows, broken_at=expected)
        rows, prev, expected = rows + 1, str(row["hash"]), expected + 1
        hashes[int(row["id"])] = prev
    broken = _edited_value(db, table)
    if broken is not None:
        return Verdict(table.name, rows, broken_at=broken)
    anchors = db.execute(select(anchor).where(anchor.c.chain == table.name)).all()
    lost = tuple(a.id for a in anchors if hashes.get(a.last_id) != a.hash)
    return Verdict(table.name, rows, lost_anchors=lost)


def _edited_value(db: Connection, table: Table) -> int | None:
    """Return the first row whose side value no longer answers to its digest."""
    side = metadata.tables.get(f"{table.name}_value")
    if side is None:
        return None
    query = select(side, table.c.digests).join(table, table.c.id == side.c.row_id)
    for row in db.execute(query.order_by(side.c.row_id)):
        known: dict[str, str] = json.loads(row.digests)
        if known.get(row.field) != digest(row.salt, row.field, row.value):
            return int(row.row_id)
    return None


def erase_values(db: Connection, table: Table, row_ids: Sequence[int]) -> int:
    """Erase what chained rows said of people; the chain still verifies."""
    side = metadata.tables[f"{table.name}_value"]
    done = db.execute(side.delete().where(side.c.row_id.in_(row_ids)))
    return int(done.rowcount)


def count(db: Connection, table: Table) -> int:
    return int(db.execute(select(func.count()).select_from(table)).scalar_one())
