"""Write what the rows of an import come to, and keep what is needed to undo it."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from comptoir.contacts.diff import Verdict
from comptoir.contacts.model import Contact, Role
from comptoir.desk.contact_rows import Asked, Outcome
from comptoir.desk.import_report import plain
from comptoir.store import (
    Transaction,
    bounces,
    consents,
    contact_writes,
    holdings,
    imports,
    suppressions,
)

_written = json.JSONEncoder(ensure_ascii=False).encode


@dataclass(slots=True)
class _Done:
    """What writing did beside what was decided: what undoing it needs."""

    ended: Mapping[int, list[int]] = field(default_factory=dict)  # contact → roles closed
    cleared: dict[int, list[int]] = field(default_factory=dict)  # contact → returns cleared
    events: dict[int, list[int]] = field(default_factory=dict)  # rank → consent events
    facts: Mapping[int, Mapping[str, str]] = field(default_factory=dict)  # contact → before


def write(
    tx: Transaction, outcomes: Sequence[Outcome], *, batch: int, asked: Asked, today: date
) -> None:
    """Write a block; all of it stands or falls with the import."""
    whole = [one for outcome in outcomes for one in outcome.all]
    kept = [(o, o.contact) for o in whole if o.contact and o.writes]
    done, db = _Done(), tx.db
    contact_writes.add_many(tx, [one for o, one in kept if o.adds])
    for outcome, one in kept:
        if cleared := contact_writes.change(tx, one, outcome.fields):
            done.cleared.setdefault(one.id, []).extend(cleared)
    contact_writes.add_externals(db, [(one.id, o.external) for o, one in kept if o.external])
    done.ended = contact_writes.end_prospects(db, _grown(kept), today)
    contact_writes.add_roles(
        db, [(one.id, role, o.row.draft.source_on) for o, one in kept for role in o.roles]
    )
    for o, one in kept:
        if o.untagged:
            contact_writes.remove_tags(db, one.id, o.untagged)
    contact_writes.add_tags(db, [(one.id, tag) for o, one in kept for tag in o.tags])
    learned = [one.id for o, one in kept if o.facts and o.verdict is Verdict.CHANGED]
    done.facts = holdings.facts(db, learned) if learned else {}
    contact_writes.set_facts(db, [(one.id, *fact) for o, one in kept for fact in o.facts])
    bounces.add_dead(db, [(one.id, "email", o.dead_on) for o, one in kept if o.dead_on])
    refusals = [*_write_consents(tx, kept, done), *_refuse(tx, whole, asked)]
    imports.add_refusals(db, batch, refusals)
    changes = [_kept(rank, o, one, done) for rank, (o, one) in enumerate(kept)]
    imports.add_changes(db, batch, changes)


def _grown(kept: Iterable[tuple[Outcome, Contact]]) -> list[int]:
    """Those who become more than prospects."""
    return [
        one.id
        for o, one in kept
        if o.verdict is Verdict.CHANGED and any(role is not Role.PROSPECT for role in o.roles)
    ]


def _write_consents(
    tx: Transaction, kept: Iterable[tuple[Outcome, Contact]], done: _Done
) -> Sequence[tuple[str, str]]:
    new = [
        (rank, consents.NewEvent(
            contact_id=one.id, event=said.event, method=said.method, text=said.text,
            ip=said.ip, evidence=said.evidence,
        ))
        for rank, (o, one) in enumerate(kept)
        for said in o.said
    ]  # fmt: skip
    recorded = consents.record(tx, [event for _, event in new])
    for (rank, _), id_ in zip(new, recorded.ids, strict=True):
        done.events.setdefault(rank, []).append(id_)
    return recorded.refusals


def _refuse(tx: Transaction, whole: Iterable[Outcome], asked: Asked) -> Sequence[tuple[str, str]]:
    """Put on the opposition list the addresses of people who are not in the base."""
    kind = asked.refusal.removeprefix("class:")
    listed = [
        (Contact(id=0, reference="", email=o.row.draft.email), kind, "email", o.refused_on)
        for o in whole
        if o.refused_on
    ]
    return suppressions.add(tx.db, listed) if listed else ()


def _kept(rank: int, outcome: Outcome, one: Contact, done: _Done) -> imports.Change:
    said: dict[str, Any] = {"version": one.version}
    if outcome.fields:
        said["fields"] = {k: [plain(a), plain(b)] for k, (a, b) in outcome.fields.items()}
    if not outcome.adds:
        before = done.facts.get(one.id, {})
        said |= {"roles": list(outcome.roles), "tags": list(outcome.tags)}
        said |= {"untagged": list(outcome.untagged)}
        said |= {"facts": {name: before.get(name) for name, _ in outcome.facts}}
        said |= {"external": outcome.external, "dead": bool(outcome.dead_on)}
        said |= {"ended": done.ended.get(one.id, []), "cleared": done.cleared.get(one.id, [])}
    if rank in done.events:
        said["events"] = done.events[rank]
    if outcome.like is not None:
        said["like"] = outcome.like.reference
    if outcome.row.remarks:
        said["remarks"] = [str(fault) for fault in outcome.row.remarks]
    text = _written({k: v for k, v in said.items() if v})
    verdict = outcome.verdict if outcome.adds else Verdict.CHANGED
    return imports.Change(one.id, outcome.row.line, verdict.value, text)
