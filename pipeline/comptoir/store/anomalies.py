"""The register of anomalies: what was found, who sees to it, what became of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, case, insert, select, update

from comptoir.contacts.quality import Issue
from comptoir.errors import InputError
from comptoir.store import Transaction
from comptoir.store.sequences import next_references
from comptoir.store.tables.contacts import contact
from comptoir.store.tables.quality import anomaly

SERIES = "AN"
OPEN, MENDED, ACCEPTED = "open", "mended", "accepted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Anomaly:
    """One anomaly of the register."""

    reference: str
    rule: str
    contact: str  # its reference
    contact_id: int
    field: str
    old: str
    new: str
    mends: str
    severity: str
    owner: str
    state: str
    found_on: date
    reason: str


_ORDER = case({"error": 0, "warning": 1, "info": 2}, value=anomaly.c.severity)


def listed(
    db: Connection, *, state: str = "", rule: str = "", owner: str = "", reference: str = ""
) -> list[Anomaly]:
    """Return anomalies, the worst first."""
    query = select(anomaly, contact.c.reference.label("whose")).join(
        contact, contact.c.id == anomaly.c.contact_id
    )
    wanted = {"state": state, "rule": rule, "owner": owner, "reference": reference}
    for name, value in wanted.items():
        if value:
            query = query.where(anomaly.c[name] == value)
    query = query.where(contact.c.erased_at.is_(None))
    return [_of(row) for row in db.execute(query.order_by(_ORDER, anomaly.c.rule, anomaly.c.id))]


def _of(row: Any) -> Anomaly:
    names = ("reference", "rule", "contact_id", "field", "old", "new", "mends", "severity",
             "owner", "state", "found_on", "reason")  # fmt: skip
    return Anomaly(contact=row.whose, **{name: getattr(row, name) for name in names})


def named(db: Connection, reference: str) -> Anomaly:
    """Return an anomaly.

    Raises:
        InputError: none has this reference.
    """
    found = listed(db, reference=reference.strip().upper())
    if not found:
        raise InputError(
            f"aucune anomalie ne porte la référence {reference.strip().upper()}.",
            remedy="Les anomalies ouvertes : comptoir anomalie lister.",
        )
    return found[0]


def bring_up_to_date(
    tx: Transaction, found: Iterable[tuple[int, Issue]], *, examined: set[int], today: date
) -> tuple[int, int]:
    """Add what is new, settle what is no longer there; return how many of each.

    What somebody accepted stays accepted as long as the value is the same.
    """
    known = {_key(one): one for one in listed(tx.db) if one.contact_id in examined}
    there = {(id_, issue.rule, issue.field, issue.value): issue for id_, issue in found}
    gone = [one.reference for key, one in known.items() if one.state == OPEN and key not in there]
    again = [one.reference for key, one in known.items() if one.state == MENDED and key in there]
    if gone:
        _settle(tx, gone, MENDED, reason="")
    if again:
        _set(tx.db, again, state=OPEN, found_on=today, settled_at=None, reason="")
    new = [(key, issue) for key, issue in there.items() if key not in known]
    references = next_references(tx.db, SERIES, len(new)) if new else []
    rows = [
        {"reference": reference, "rule": issue.rule, "contact_id": key[0], "field": issue.field,
         "old": issue.value, "new": issue.suggestion, "mends": issue.mends,
         "severity": issue.severity.value, "state": OPEN, "found_on": today}
        for reference, (key, issue) in zip(references, new, strict=True)
    ]  # fmt: skip
    if rows:
        tx.db.execute(insert(anomaly), rows)
    return len(new) + len(again), len(gone)


def _key(one: Anomaly) -> tuple[int, str, str, str]:
    return one.contact_id, one.rule, one.field, one.old


def settle(tx: Transaction, one: Anomaly, state: str, *, reason: str) -> None:
    """Say what became of an anomaly."""
    _settle(tx, [one.reference], state, reason=reason)
    tx.record("anomaly", one.reference, {"state": (one.state, state)})


def assign(tx: Transaction, one: Anomaly, owner: str) -> None:
    _set(tx.db, [one.reference], owner=owner)
    tx.record("anomaly", one.reference, {"owner": (one.owner, owner)})


def _settle(tx: Transaction, references: Sequence[str], state: str, *, reason: str) -> None:
    _set(tx.db, references, state=state, settled_at=tx.now, reason=reason)


def _set(db: Connection, references: Sequence[str], **values: Any) -> None:
    here = anomaly.c.reference.in_(list(references))
    db.execute(update(anomaly).where(here).values(**values))
