"""The gateway of contracts."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, insert, select, update

from comptoir.contracts import Contract, Kind, State
from comptoir.errors import InputError
from comptoir.store.doors import Transaction
from comptoir.store.ids import next_id
from comptoir.store.tables.contacts import contact
from comptoir.store.tables.contracts import contract


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A contract as the base holds it."""

    id: int
    contact_id: int
    name: str  # of the other party
    contract: Contract
    path: str
    signed_path: str


def add(tx: Transaction, made: Contract, *, contact_id: int, path: str) -> None:
    tx.db.execute(
        insert(contract).values(
            id=next_id(tx.db, contract),
            number=made.number,
            contact_id=contact_id,
            kind=made.kind.value,
            subject=made.subject,
            starts=made.starts,
            ends=made.ends,
            notice_days=made.notice_days,
            renews=made.renews,
            amount=made.amount,
            at_distance=made.at_distance,
            state=made.state.value,
            signed_on=made.signed_on,
            path=path,
            recorded_at=tx.now,
        )
    )
    tx.record("contract", made.number, {"state": (None, made.state.value)})


def contracts(db: Connection) -> list[Kept]:
    """Return the register, oldest first."""
    return [_kept(row) for row in db.execute(_query().order_by(contract.c.id))]


def numbered(db: Connection, number: str) -> Kept:
    """Return a contract by its number.

    Raises:
        InputError: there is none.
    """
    row = db.execute(_query().where(contract.c.number == number.strip().upper())).first()
    if row is None:
        raise InputError(
            f"Aucun contrat n’a le numéro {number}.", remedy="comptoir contrat lister les montre."
        )
    return _kept(row)


def _query() -> Any:
    return select(
        contract, contact.c.reference, contact.c.organisation, contact.c.first_name,
        contact.c.last_name,
    ).join(contact, contact.c.id == contract.c.contact_id)  # fmt: skip


def _kept(row: Any) -> Kept:
    name = row.organisation or " ".join(p for p in (row.first_name, row.last_name) if p)
    return Kept(
        id=row.id,
        contact_id=row.contact_id,
        name=name or row.reference,
        contract=Contract(
            number=row.number,
            party=row.reference,
            kind=Kind(row.kind),
            subject=row.subject,
            starts=row.starts,
            ends=row.ends,
            notice_days=row.notice_days,
            renews=bool(row.renews),
            amount=row.amount,
            at_distance=bool(row.at_distance),
            state=State(row.state),
            signed_on=row.signed_on,
        ),
        path=row.path,
        signed_path=row.signed_path,
    )


def sign(tx: Transaction, kept: Kept, *, on: date, path: str) -> None:
    here = contract.c.id == kept.id
    changes = {"state": State.SIGNED.value, "signed_on": on, "signed_path": path}
    tx.db.execute(update(contract).where(here).values(**changes))
    tx.record("contract", kept.contract.number, {"signed_on": (None, on)})


def end(tx: Transaction, kept: Kept, *, on: date) -> None:
    here = contract.c.id == kept.id
    changes = {"state": State.ENDED.value, "ends": on, "renews": False}
    tx.db.execute(update(contract).where(here).values(**changes))
    tx.record("contract", kept.contract.number, {"ends": (kept.contract.ends, on)})
