"""The register of breaches: whatever is said of one is added, nothing is ever taken back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, select

from comptoir.errors import InputError
from comptoir.store import Transaction, chain
from comptoir.store.sequences import next_number
from comptoir.store.tables.privacy import breach_entry

SERIES = "VD"
FIELDS = (
    "known_at", "nature", "people", "data", "consequences", "measures", "risk",
    "authority_told_at", "late_reason", "persons_told_at", "closed_on",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class BreachFile:
    """A breach: the last thing said of each field, and when it was noted."""

    number: str
    noted_at: datetime
    said: Mapping[str, str] = field(default_factory=dict)


def open_(tx: Transaction, said: Mapping[str, str]) -> str:
    """Note a new breach; return its number."""
    number = next_number(tx.db, series=SERIES, year=tx.now.year)
    add(tx, number, said)
    return number


def add(tx: Transaction, number: str, said: Mapping[str, str]) -> None:
    rows = [
        {"breach": number, "at": tx.now, "login": tx.ctx.actor.login, "field": name, "value": text}
        for name, text in said.items()
    ]
    chain.append_many(tx.db, breach_entry, [(row, {}) for row in rows])
    tx.record("breach", number, {name: (None, text) for name, text in said.items()})


def breaches(db: Connection) -> list[BreachFile]:
    """Return the whole register, oldest first."""
    found: dict[str, dict[str, str]] = {}
    noted: dict[str, datetime] = {}
    for row in db.execute(select(breach_entry).order_by(breach_entry.c.id)):
        found.setdefault(row.breach, {})[row.field] = row.value
        noted.setdefault(row.breach, row.at)
    return [BreachFile(number=n, noted_at=noted[n], said=said) for n, said in found.items()]


def numbered(db: Connection, number: str) -> BreachFile:
    """Return one breach.

    Raises:
        InputError: no such number.
    """
    wanted = number.strip().upper()
    for one in breaches(db):
        if one.number == wanted:
            return one
    raise InputError(
        f"la violation {wanted} n’est pas au registre.",
        remedy="Voyez-le : comptoir rgpd violation.",
    )
