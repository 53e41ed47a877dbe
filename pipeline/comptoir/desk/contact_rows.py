"""Decide what one row of an import does: pure, given whom it may be about."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from comptoir.consent.model import (
    ALL_CLASSES,
    ANY_CHANNEL,
    CHANNELS,
    ConsentEvent,
    EventKind,
    Standing,
)
from comptoir.consent.standing import later, standings
from comptoir.contacts import diff
from comptoir.contacts.diff import Verdict
from comptoir.contacts.duplicates import Likeness
from comptoir.contacts.editable import digests, edits
from comptoir.contacts.imports import NOBODY, Fault, Incoming, SaidConsent
from comptoir.contacts.keys import NO_NAME, name_key
from comptoir.contacts.model import Contact, Draft, Known, Role

SHARED = Fault(
    "", "plusieurs personnes ont cette adresse mél", "Écrivez le nom de celle dont il s’agit."
)
GONE = Fault("", "cette référence n’est pas dans la base", "Videz-la pour ajouter quelqu’un.")
UNSTAMPED = Fault("", "l’empreinte de cette ligne manque ou a changé", "Exportez de nouveau.")
REUSED = Fault("", "cette référence désigne déjà quelqu’un d’autre", "Corrigez la référence.")


NAMES = ("first_name", "last_name", "organisation", "birth_date")


@dataclass(slots=True)
class Holding:
    """A contact as it stands while the import goes on."""

    known: Known
    roles: set[str] = field(default_factory=set)
    tags: set[str] = field(default_factory=set)
    facts: dict[str, str] = field(default_factory=dict)
    standings: dict[tuple[str, str], Standing] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A consent event that a row brings, with its proof."""

    event: ConsentEvent
    text: str = ""
    method: str = ""
    ip: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the agreements of a file are for, and what its refusals are of."""

    purpose: str = ""
    refusal: str = ALL_CLASSES


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What becomes of one row."""

    row: Incoming
    verdict: Verdict
    contact: Contact | None = None  # as it becomes
    fields: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    external: str = ""
    roles: tuple[Role, ...] = ()
    tags: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    said: tuple[Said, ...] = ()
    like: Contact | None = None  # whom a doubtful row looks like
    rejections: tuple[Fault, ...] = ()
    untagged: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()  # fields that the base changed meanwhile: left
    dead_on: date | None = None  # the contact's e-mail address is dead since then
    refused_on: date | None = None  # nobody's address goes on the opposition list
    companions: tuple["Outcome", ...] = ()  # of the others that the row is about

    @property
    def adds(self) -> bool:
        """Whether it adds a contact: a doubtful one is added beside whom it looks like."""
        return self.contact is not None and (self.verdict is Verdict.NEW or self.like is not None)

    @property
    def writes(self) -> bool:
        """Whether anything is written."""
        edited = bool(self.fields or self.tags or self.untagged)
        return self.verdict in (Verdict.NEW, Verdict.CHANGED) or self.like is not None or edited

    @property
    def all(self) -> tuple["Outcome", ...]:
        return (self, *self.companions)


class Book:
    """The contacts that the rows of one block may be about, found by reference, name or e-mail."""

    def __init__(self, rows: Iterable[Incoming]) -> None:
        self.holdings: dict[int, Holding] = {}
        self._by: dict[tuple[str, str], list[int]] = {}
        whole = [one for row in rows for one in (row, *row.companions)]
        self._keys = {id(row): _keys(row) for row in whole}
        self._asked = Counter(key for keys in self._keys.values() for key in keys)
        self.listed: set[str] = set()  # addresses of nobody known on the opposition list
        self.near: dict[int, dict[int, Likeness]] = {}  # by the row's own identity: who it is like
        self.dead: set[int] = set()  # contacts whose address is known to be dead

    def asked(self, kind: str) -> list[str]:
        """Return the references, names or e-mails that the rows give."""
        return [key for of, key in self._asked if of == kind]

    def concerns_others(self, row: Incoming) -> bool:
        """Whether another row of the block may be about the same contact."""
        return any(self._asked[key] > 1 for key in self._keys_of(row))

    def _keys_of(self, row: Incoming) -> list[tuple[str, str]]:
        return self._keys.get(id(row)) or _keys(row)

    def put(self, holding: Holding) -> None:
        """Add a holding, or what it has become."""
        one = holding.known.contact
        self.holdings[one.id] = holding
        keys = [("name", name_key(one)), ("email", one.email)]
        references = (one.reference, *holding.known.externals)
        keys += [("reference", reference) for reference in references]
        for key in keys:
            ids = self._by.setdefault(key, [])
            if one.id not in ids:
                ids.append(one.id)

    def at(self, email: str) -> list[Holding]:
        """Return whoever has an e-mail address."""
        return [self.holdings[id_] for id_ in self._by.get(("email", email), ())]

    def about(self, row: Incoming) -> list[Known]:
        ids = dict.fromkeys(id_ for key in self._keys_of(row) for id_ in self._by.get(key, ()))
        ids |= dict.fromkeys(id_ for id_ in self.like(row) if id_ in self.holdings)
        return [self.holdings[id_].known for id_ in ids]

    def like(self, row: Incoming) -> dict[int, Likeness]:
        """Return who a row is like, whatever the way it is written."""
        return self.near.get(id(row), {})


def _keys(row: Incoming) -> list[tuple[str, str]]:
    named = "" if (key := name_key(row.draft)) == NO_NAME else key
    keys = [("reference", row.reference), ("name", named)]
    return [key for key in (*keys, ("email", row.draft.email)) if key[1]]


def decide(
    row: Incoming,
    book: Book,
    *,
    asked: Asked,
    today: date,
    newcomer: Callable[[Draft], Contact],
) -> Outcome:
    """Say what a row does.

    Args:
        row: the typed row.
        book: the contacts it may be about.
        asked: what its agreements and refusals are about.
        today: the day of the import.
        newcomer: makes a contact, with its id and reference, of what the row says.
    """
    if row.rejected:
        return Outcome(row=row, verdict=Verdict.REJECTED, rejections=row.rejections)
    if row.stamp or row.version:
        return _edition(row, book)
    if row.adds_nobody:
        return _stop(row, book, asked=asked, today=today)
    found = diff.match(row, book.about(row), book.like(row))
    if found.ambiguous:
        return Outcome(row=row, verdict=Verdict.REJECTED, rejections=(SHARED,))
    if found.impossible:
        return Outcome(row=row, verdict=Verdict.REJECTED, rejections=(REUSED,))
    if found.sure is None and row.unfounded:
        return Outcome(row=row, verdict=Verdict.REJECTED, rejections=(row.unfounded,))
    if found.sure is None:
        added = newcomer(row.draft)
        return _addition(row, added, found.perhaps, purpose=asked.purpose, today=today)
    holding = book.holdings[found.sure.contact.id]
    return _update(row, holding, purpose=asked.purpose, today=today, near=found.near)


def _edition(row: Incoming, book: Book) -> Outcome:
    """A row of our own sheet that comes back: only the cells that its editor changed."""
    known = next((k for k in book.about(row) if k.contact.reference == row.reference), None)
    sent = digests(row.stamp)
    if known is None or sent is None:
        fault = GONE if known is None else UNSTAMPED
        return Outcome(row=row, verdict=Verdict.REJECTED, rejections=(fault,))
    contact, held = known.contact, book.holdings[known.contact.id]
    made = edits(row, contact, held.tags, sent)
    fields = {name: change for name, change in made.fields.items() if name != "tags"}
    after = diff.changed(contact, diff.Changes(fields))
    if not (after.person_name or after.organisation or after.email):
        return Outcome(row=row, verdict=Verdict.REJECTED, rejections=(NOBODY,))
    wanted = set(row.tags) if "tags" in made.fields else held.tags
    news = made.fields and Verdict.CHANGED
    return Outcome(
        row=row,
        verdict=Verdict.DOUBTFUL if made.conflicts else news or Verdict.SAME,
        contact=after,
        fields=fields,
        tags=tuple(sorted(wanted - held.tags)),
        untagged=tuple(sorted(held.tags - wanted)),
        conflicts=made.conflicts,
    )


def _stop(row: Incoming, book: Book, *, asked: Asked, today: date) -> Outcome:
    """An address that refuses messages or is dead: whoever has it is told of, nobody is added."""
    stopped = [_stopped(row, holding, book, asked) for holding in book.at(row.draft.email)]
    if stopped:
        first, *others = sorted(stopped, key=lambda one: one.verdict is not Verdict.CHANGED)
        return replace(first, companions=tuple(others))
    if row.unsubscribed_on is None or row.draft.email in book.listed:
        return Outcome(row=row, verdict=Verdict.SAME)
    book.listed.add(row.draft.email)
    return Outcome(row=row, verdict=Verdict.NEW, refused_on=row.unsubscribed_on)


def _stopped(row: Incoming, holding: Holding, book: Book, asked: Asked) -> Outcome:
    contact, on = holding.known.contact, row.unsubscribed_on
    before = holding.standings.get((asked.refusal, "email"))
    said: tuple[Said, ...] = ()
    if on is not None and (before is None or before.kind is not EventKind.OBJECTED):
        event = ConsentEvent(kind=EventKind.OBJECTED, scope=asked.refusal, channel="email", on=on)
        said = (Said(event=event, method="import"),)
    dead = row.dead_on if contact.id not in book.dead else None
    if dead is not None:
        book.dead.add(contact.id)
    verdict = Verdict.CHANGED if said or dead else Verdict.SAME
    return Outcome(row=row, verdict=verdict, contact=contact, said=said, dead_on=dead)


def _addition(
    row: Incoming, added: Contact, like: Known | None, *, purpose: str, today: date
) -> Outcome:
    return Outcome(
        row=row,
        verdict=Verdict.DOUBTFUL if like else Verdict.NEW,
        contact=added,
        external=row.reference,
        roles=row.roles,
        tags=row.tags,
        facts=row.facts,
        said=tuple(said_of(row, {}, purpose=purpose, today=today)),
        like=like.contact if like else None,
    )


def _update(
    row: Incoming, holding: Holding, *, purpose: str, today: date, near: bool = False
) -> Outcome:
    contact = holding.known.contact
    made = diff.changes(row, contact)
    if near:  # our own writing of a name stays
        kept = {name: change for name, change in made.fields.items() if name not in NAMES}
        made = diff.Changes(kept)
    external = "" if holding.known.is_called(row.reference) else row.reference
    roles = tuple(role for role in row.roles if _is_news(role, holding.roles))
    tags = tuple(tag for tag in row.tags if tag not in holding.tags)
    facts = tuple(fact for fact in row.facts if holding.facts.get(fact[0]) != fact[1])
    said = tuple(said_of(row, holding.standings, purpose=purpose, today=today))
    news = bool(made or external or roles or tags or facts or said)
    return Outcome(
        row=row,
        verdict=Verdict.CHANGED if news else Verdict.SAME,
        contact=diff.changed(contact, made),
        fields=made.fields,
        external=external,
        roles=roles,
        tags=tags,
        facts=facts,
        said=said,
    )


def _is_news(role: Role, held: set[str]) -> bool:
    """Somebody who is more than a prospect is not a prospect."""
    return not held if role is Role.PROSPECT else role.value not in held


def said_of(
    row: Incoming, known: dict[tuple[str, str], Standing], *, purpose: str, today: date
) -> Iterable[Said]:
    """Return the consent events of a row that say something new."""
    for consent in row.consents:
        event = _event(consent, known, row, purpose=purpose, today=today)
        if event is not None:
            yield Said(
                event=event, text=consent.text, method=consent.method or "import",
                ip=consent.ip, evidence=consent.evidence,
            )  # fmt: skip
    for channel in row.objections:
        opened: Sequence[str] = CHANNELS if channel == ANY_CHANNEL else (channel,)
        refused = (known.get((ALL_CLASSES, one)) for one in opened)
        if not all(one is not None and one.kind is EventKind.OBJECTED for one in refused):
            event = ConsentEvent(
                kind=EventKind.OBJECTED, scope=ALL_CLASSES, channel=channel, on=today
            )
            yield Said(event=event, method="import")


def _event(
    consent: SaidConsent,
    known: dict[tuple[str, str], Standing],
    row: Incoming,
    *,
    purpose: str,
    today: date,
) -> ConsentEvent | None:
    """An agreement without proof is unproven (LAW, CNS014); a no takes back what was agreed."""
    before = known.get((purpose, consent.channel))
    agreed = before is not None and before.kind in (EventKind.GRANTED, EventKind.UNPROVEN)
    if not consent.agreed:
        kind, on, news = EventKind.WITHDRAWN, today, agreed
    elif consent.proven and consent.on:
        kind, on = EventKind.GRANTED, consent.on
        news = later(before, Standing(kind, on)) != before
    else:
        kind, on = EventKind.UNPROVEN, min(consent.on or row.draft.source_on or today, today)
        news = before is None
    if not news:
        return None
    return ConsentEvent(kind=kind, scope=purpose, channel=consent.channel, on=on)


def applied(before: Holding | None, outcome: Outcome, contact: Contact) -> Holding:
    """Return what is held of a contact after a row, for the rows that follow."""
    holding = before or Holding(Known(contact))
    merged = holding.standings
    if outcome.said:
        merged = dict(merged)
        for key, standing in standings(said.event for said in outcome.said).items():
            merged[key] = later(merged.get(key), standing)
    external = {outcome.external} - {""}
    return Holding(
        known=Known(contact, holding.known.externals | external),
        roles=holding.roles | {role.value for role in outcome.roles},
        tags=holding.tags.union(outcome.tags).difference(outcome.untagged),
        facts=holding.facts | dict(outcome.facts),
        standings=merged,
    )
