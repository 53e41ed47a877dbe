"""One contact's file, and who is found by words: what the reception asks all day.

Apart from lists and imports, so that the answer waits for none of their modules.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from comptoir.consent import EventKind
from comptoir.contacts.model import Contact
from comptoir.contacts.privacy import hidden_fields, masked, sees
from comptoir.contacts.relations import Relation
from comptoir.context import Context
from comptoir.documents.kinds import circles_of
from comptoir.errors import InputError
from comptoir.profiles import DataClass
from comptoir.requests.model import OPEN, Request
from comptoir.store import (
    access,
    contact_notes,
    contact_papers,
    contacts,
    holdings,
    reading,
    requests,
)
from comptoir.store.contact_notes import Noted
from comptoir.store.contact_papers import Paper
from comptoir.store.contacts import RoleHeld


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactFile:
    """Everything shown of one contact."""

    contact: Contact
    roles: tuple[RoleHeld, ...]
    tags: tuple[str, ...]
    facts: Mapping[str, str]
    externals: tuple[str, ...]
    consents: tuple["Held", ...]
    relations: tuple[Relation, ...]
    notes: tuple[Noted, ...]  # the newest first
    requests: tuple[Request, ...]  # those that wait first
    documents: tuple[Paper, ...]  # issued or filed, the latest first
    balance: Decimal | None  # what they owe; none when the profile sees no sale
    hidden: tuple[str, ...]  # fields that the profile may not see


@dataclass(frozen=True, slots=True)
class Held:
    """What stands of a consent."""

    scope: str
    channel: str
    kind: EventKind
    since: date


@dataclass(frozen=True, slots=True)
class Page:
    """Some contacts of a choice, and how many there are."""

    count: int
    contacts: tuple[Contact, ...]


def show(ctx: Context, reference: str) -> ContactFile:
    """Return one contact's file, and note that it was read."""
    profile = ctx.actor.rights
    with reading(ctx) as db:
        contact = contacts.by_reference(db, reference)
        ids = [contact.id]
        roles = contacts.roles_of(db, contact.id)
        tags, facts = holdings.tags(db, ids)[contact.id], holdings.facts(db, ids)[contact.id]
        externals = contacts.externals_of(db, contact.id)
        said = holdings.standings(db, ids)[contact.id] if sees(profile, DataClass.CONSENT) else {}
        relations = contact_notes.relations_of(db, contact.id)
        notes = contact_notes.of_contact(db, contact.id) if sees(profile, DataClass.NOTES) else []
        asked = requests.listing(db, contact_ids=ids) if sees(profile, DataClass.REACH) else []
        papers = contact_papers.filed_for(db, contact.id, readers=circles_of(profile))
        if sees_sales := sees(profile, DataClass.SALE):
            papers += contact_papers.issued_to(db, contact.id)
        owed = contact_papers.balance(db, contact.id) if sees_sales else None
    access.note(ctx, act="contact.show", record_id=contact.reference)
    held = [Held(scope, by, one.kind, one.since) for (scope, by), one in sorted(said.items())]
    identity = sees(profile, DataClass.IDENTITY)
    return ContactFile(
        contact=masked(contact, profile),
        roles=tuple(roles),
        tags=tuple(sorted(tags)) if identity else (),
        facts=facts if identity else {},
        externals=tuple(externals),
        consents=tuple(held),
        relations=tuple(replace(r, other=masked(r.other, profile)) for r in relations),
        notes=tuple(notes),
        requests=tuple(sorted(asked, key=lambda one: one.state not in OPEN)),
        documents=tuple(sorted(papers, key=lambda one: one.dated, reverse=True)),
        balance=owed,
        hidden=tuple(hidden_fields(profile)),
    )


def find(ctx: Context, text: str, *, limit: int) -> Page:
    """Search names, organisations, e-mails, towns and notes, accents or not."""
    if not text.strip():
        raise InputError("rien à chercher.", remedy="Donnez un nom, une ville ou une adresse mél.")
    with reading(ctx) as db:
        notes = sees(ctx.actor.rights, DataClass.NOTES)
        found = contacts.find(db, text, limit=limit + 1, notes=notes)
    access.note(ctx, act="contact.find", rows=min(len(found), limit))
    return Page(len(found), _seen(ctx, found[:limit]))


def listing(ctx: Context, *, limit: int) -> Page:
    """Return the first contacts of the base."""
    with reading(ctx) as db:
        there = contacts.count(db)
        found = contacts.many(db, contacts.all_ids(db, limit=limit))
    access.note(ctx, act="contact.list", rows=len(found))
    return Page(there, _seen(ctx, found))


def _seen(ctx: Context, found: Iterable[Contact]) -> tuple[Contact, ...]:
    """Mask what the profile may not see."""
    return tuple(masked(one, ctx.actor.rights) for one in found)
