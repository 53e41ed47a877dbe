"""Whose something that comes back is, and what it comes to: asked before anything is written.

A signed tag says first (VERP, then our Message-ID), an address for want of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from comptoir.campaigns.returns.failures import Failure
from comptoir.campaigns.returns.incoming import Incoming, Kind
from comptoir.campaigns.returns.severity import Severity
from comptoir.campaigns.tokens import Keys, returned, sent_as
from comptoir.store import contacts, mail
from comptoir.store.mail import Origin

COMPLAINED, UNSUBSCRIBED, AWAY, GONE = "complained", "unsubscribed", "away", "gone"
ANSWERED, MESSAGE, AUTOMATIC = "answered", "message", "automatic"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What one message comes to, for one person."""

    kind: str
    contact_id: int | None
    origin: Origin | None
    code: str = ""
    also: tuple[int, ...] = ()  # who share a dead address
    sure: bool = True  # the message of ours is named, not only the last one that they received


def decide(db: Connection, keys: Keys, one: Incoming) -> list[Decided]:
    """Say what a message comes to, for each person it speaks of."""
    origin = origin_of(db, keys, one)
    if one.kind is Kind.FAILURE:
        return [_failure(db, origin, failure) for failure in one.failures]
    if one.kind is Kind.COMPLAINT:
        return [_about(db, origin, COMPLAINED, one.about)]
    if one.kind is Kind.STOP:
        return [_stop(db, _about(db, origin, UNSUBSCRIBED, (one.sender,)))]
    if one.kind is Kind.AWAY:
        return [_about(db, origin, GONE if one.gone else AWAY, (one.sender,))]
    if one.kind is Kind.AUTOMATIC:
        return [Decided(kind=AUTOMATIC, contact_id=None, origin=None)]
    return [_about(db, origin, ANSWERED if origin else MESSAGE, (one.sender,))]


def origin_of(db: Connection, keys: Keys, one: Incoming) -> Origin | None:
    """Return the message of ours that something answers: a signature says which."""
    tags = [_tag(address) for address in one.arrived_at] + one.subject.lower().split()
    references = [returned(keys, tag) for tag in tags if tag]
    references += [sent_as(keys, identifier) for identifier in one.answers]
    found = (mail.origin(db, reference) for reference in references if reference)
    return next((origin for origin in found if origin is not None), None)


def _tag(address: str) -> str:
    return address.partition("@")[0].partition("+")[2]


def _failure(db: Connection, origin: Origin | None, failure: Failure) -> Decided:
    at_address = _alive(db, [*_ids(db, failure.address), *_ids(db, failure.other)])
    kind, code = failure.severity.value, failure.code
    if origin is None:
        first = at_address[0] if at_address else None
        last = mail.last_sent(db, first) if first is not None else None
        also = tuple(at_address[1:])
        return Decided(kind=kind, contact_id=first, origin=last, code=code, also=also, sure=False)
    whose = next(iter(_alive(db, [origin.contact_id])), None)
    if whose not in at_address and failure.severity is Severity.HARD:
        kind = Severity.SOFT.value  # forwarded, or changed since: the address we hold may be good
    also = tuple(id_ for id_ in at_address if id_ != whose)
    return Decided(kind=kind, contact_id=whose, origin=origin, code=code, also=also)


def _about(db: Connection, origin: Origin | None, kind: str, addresses: Sequence[str]) -> Decided:
    if origin is not None:
        whose = next(iter(_alive(db, [origin.contact_id])), None)
        return Decided(kind=kind, contact_id=whose, origin=origin)
    found = _alive(db, [id_ for address in addresses for id_ in _ids(db, address)])
    return Decided(kind=kind, contact_id=found[0], origin=None, also=tuple(found[1:])) if found \
        else Decided(kind=kind, contact_id=None, origin=None)  # fmt: skip


def _stop(db: Connection, found: Decided) -> Decided:
    """Find what somebody stops who does not say it: the last message they received."""
    if found.origin is None and found.contact_id is not None:
        return replace(found, origin=mail.last_sent(db, found.contact_id))
    return found


def _ids(db: Connection, email: str) -> list[int]:
    return contacts.ids_of(db, email=email) if email else []


def _alive(db: Connection, ids: Sequence[int]) -> list[int]:
    there = {person.id for person in contacts.many(db, list(dict.fromkeys(ids)))}
    return [id_ for id_ in dict.fromkeys(ids) if id_ in there]
