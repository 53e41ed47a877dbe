"""The gateway of what was handed to Mailchimp."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, func, insert, select, update

from comptoir.store import Transaction
from comptoir.store.contacts import chunks
from comptoir.store.outbox_rows import State
from comptoir.store.tables.contacts import contact
from comptoir.store.tables.mailchimp import mailchimp_member, mailchimp_part
from comptoir.store.tables.outbox import campaign_run, outbox, outbox_event


class PartState(StrEnum):
    """Where one campaign at Mailchimp is, as far as we know."""

    PREPARING = "preparing"  # nothing was asked to leave
    LEAVING = "leaving"  # it was: only Mailchimp knows whether it did
    SCHEDULED = "scheduled"
    LEFT = "left"
    DROPPED = "dropped"  # its recipients wait again
    LOST = "lost"  # deleted there after it was asked to leave


OPEN = (PartState.PREPARING, PartState.LEAVING, PartState.SCHEDULED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One campaign at Mailchimp: some recipients of a queueing who share a text."""

    id: int
    run_id: int
    campaign: str
    title: str
    state: PartState
    remote: str
    segment: int | None
    fields: int
    leaves_at: datetime | None
    counted: int | None
    updated_at: datetime

    @property
    def claim(self) -> str:
        return f"mailchimp:{self.id}"


@dataclass(frozen=True, slots=True)
class Handed:
    """One recipient handed to Mailchimp."""

    outbox_id: int
    contact_id: int
    hash: str
    state: State


def add_part(tx: Transaction, run_id: int, *, title: str, fields: int) -> Part:
    values = {
        "run_id": run_id,
        "title": title,
        "state": PartState.PREPARING.value,
        "fields": fields,
        "updated_at": tx.now,
    }
    made = tx.db.execute(insert(mailchimp_part).values(values)).inserted_primary_key
    assert made is not None
    return part(tx.db, int(made[0]))


def add_members(tx: Transaction, owner: Part, audience: str, hashes: Mapping[int, str]) -> None:
    """Write whose addresses a part holds: outbox row → hash. A row goes with its last part."""
    for piece in chunks(list(hashes)):
        tx.db.execute(delete(mailchimp_member).where(mailchimp_member.c.outbox_id.in_(piece)))
    rows = [
        {"outbox_id": id_, "part_id": owner.id, "audience": audience, "hash": name}
        for id_, name in hashes.items()
    ]
    if rows:
        tx.db.execute(insert(mailchimp_member), rows)


def change(tx: Transaction, owner: Part, **values: Any) -> None:
    """Write what has changed of a part."""
    here = mailchimp_part.c.id == owner.id
    tx.db.execute(update(mailchimp_part).where(here).values(updated_at=tx.now, **values))


def part(db: Connection, id_: int) -> Part:
    return _part(db.execute(_parts().where(mailchimp_part.c.id == id_)).one())


def parts(db: Connection, campaign: str, *states: PartState) -> list[Part]:
    """Return the parts of a campaign that are in some states, in all when none is named."""
    return [_part(row) for row in db.execute(_in_states(states).where(_of(campaign)))]


def others(db: Connection, campaign: str, *states: PartState) -> list[Part]:
    """Return the parts of every other campaign that are in some states."""
    return [_part(row) for row in db.execute(_in_states(states).where(~_of(campaign)))]


def _of(campaign: str) -> Any:
    return campaign_run.c.campaign == campaign


def _in_states(states: Sequence[PartState]) -> Select[Any]:
    wanted = mailchimp_part.c.state.in_([state.value for state in states or PartState])
    return _parts().where(wanted).order_by(mailchimp_part.c.id)


def _parts() -> Select[Any]:
    joined = mailchimp_part.c.run_id == campaign_run.c.id
    return select(mailchimp_part, campaign_run.c.campaign).join(campaign_run, joined)


def _part(row: Row[Any]) -> Part:
    return Part(
        id=row.id,
        run_id=row.run_id,
        campaign=row.campaign,
        title=row.title,
        state=PartState(row.state),
        remote=row.remote,
        segment=row.segment,
        fields=row.fields,
        leaves_at=row.leaves_at,
        counted=row.counted,
        updated_at=row.updated_at,
    )


def members(db: Connection, owner: Part) -> list[Handed]:
    """Return the recipients of a part."""
    joined = (
        select(outbox.c.id, outbox.c.contact_id, outbox.c.state, mailchimp_member.c.hash)
        .join(mailchimp_member, mailchimp_member.c.outbox_id == outbox.c.id)
        .where(mailchimp_member.c.part_id == owner.id)
        .order_by(outbox.c.position)
    )
    return [
        Handed(row.id, row.contact_id, row.hash, State(row.state)) for row in db.execute(joined)
    ]


def taken(db: Connection, campaign: str) -> frozenset[str]:
    """Return the addresses that a campaign has handed over, or is about to."""
    held = (State.SENDING.value, State.SENT.value, State.DOUBTFUL.value)
    wanted = (
        select(mailchimp_member.c.hash)
        .join(outbox, outbox.c.id == mailchimp_member.c.outbox_id)
        .where(outbox.c.campaign == campaign, outbox.c.state.in_(held))
    )
    return frozenset(db.execute(wanted).scalars())


def to_forget(db: Connection) -> dict[tuple[str, str], list[int]]:
    """Return addresses of erased contacts, still at Mailchimp: audience and hash → outbox rows.

    An address that somebody else in the base uses too is forgotten here only: see `shared`.
    """
    wanted = (
        select(mailchimp_member)
        .join(outbox, outbox.c.id == mailchimp_member.c.outbox_id)
        .join(contact, contact.c.id == outbox.c.contact_id)
        .where(contact.c.erased_at.is_not(None))
    )
    found: dict[tuple[str, str], list[int]] = {}
    for row in db.execute(wanted):
        found.setdefault((row.audience, row.hash), []).append(row.outbox_id)
    return found


def erasures_waiting(db: Connection) -> dict[str, int]:
    """Return how many erased people Mailchimp still holds, by a campaign that reached them."""
    wanted = (
        select(func.max(outbox.c.campaign).label("campaign"))
        .join(mailchimp_member, outbox.c.id == mailchimp_member.c.outbox_id)
        .join(contact, contact.c.id == outbox.c.contact_id)
        .where(contact.c.erased_at.is_not(None))
        .group_by(outbox.c.contact_id)
    )
    return dict(Counter(db.execute(wanted).scalars()))


def shared(db: Connection, name: str) -> bool:
    """Whether somebody who is not erased was written to at the same address."""
    wanted = (
        select(func.count())
        .select_from(mailchimp_member)
        .join(outbox, outbox.c.id == mailchimp_member.c.outbox_id)
        .join(contact, contact.c.id == outbox.c.contact_id)
        .where(contact.c.erased_at.is_(None), mailchimp_member.c.hash == name)
    )
    return bool(db.execute(wanted).scalar())


def forget(tx: Transaction, rows: Sequence[int]) -> None:
    """Let go of the digests of addresses that Mailchimp has erased."""
    for piece in chunks(rows):
        tx.db.execute(delete(mailchimp_member).where(mailchimp_member.c.outbox_id.in_(piece)))


def noted(db: Connection, ids: Sequence[int]) -> frozenset[tuple[int, str]]:
    """Return what is already written of messages that left: outbox row and kind."""
    found: set[tuple[int, str]] = set()
    for piece in chunks(ids):
        rows = select(outbox_event.c.outbox_id, outbox_event.c.kind)
        found.update(
            (row.outbox_id, row.kind)
            for row in db.execute(rows.where(outbox_event.c.outbox_id.in_(piece)))
        )
    return frozenset(found)
