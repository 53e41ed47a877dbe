"""Write what the rows of an import come to, and keep what is needed to undo it."""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from comptoir.consent.model import ALL_CLASSES
from comptoir.contacts.diff import Verdict
from comptoir.contacts.model import Contact, Role
from comptoir.desk.contact_rows import Asked, Outcome
from comptoir.desk.import_report import ADDED, plain
from comptoir.store import Transaction, bounces, consents, contact_writes, imports, suppressions


def write(
    tx: Transaction, outcomes: Sequence[Outcome], *, batch: int, asked: Asked, today: date
) -> None:
    """Write a block; all of it stands or falls with the import."""
    whole = [one for outcome in outcomes for one in outcome.all]
    kept = [(o, o.contact) for o in whole if o.contact and _counts(o)]
    contact_writes.add_many(tx, [one for o, one in kept if o.verdict in ADDED])
    for outcome, one in kept:
        contact_writes.change(tx, one, outcome.fields)
    db = tx.db
    contact_writes.add_externals(db, [(one.id, o.external) for o, one in kept if o.external])
    contact_writes.end_prospects(db, _grown(kept), today)
    contact_writes.add_roles(
        db, [(one.id, role, o.row.draft.source_on) for o, one in kept for role in o.roles]
    )
    contact_writes.add_tags(db, [(one.id, tag) for o, one in kept for tag in o.tags])
    contact_writes.set_facts(db, [(one.id, *fact) for o, one in kept for fact in o.facts])
    bounces.add_dead(db, [(one.id, "email", o.dead_on) for o, one in kept if o.dead_on])
    _write_consents(tx, kept)
    _refuse(tx, whole, asked)
    imports.add_changes(db, batch, [_kept(o, one.id) for o, one in kept])


def _counts(outcome: Outcome) -> bool:
    return outcome.verdict not in (Verdict.SAME, Verdict.REJECTED)


def _grown(kept: Iterable[tuple[Outcome, Contact]]) -> list[int]:
    """Those who become more than prospects."""
    return [
        one.id
        for o, one in kept
        if o.verdict is Verdict.CHANGED and any(role is not Role.PROSPECT for role in o.roles)
    ]


def _write_consents(tx: Transaction, kept: Iterable[tuple[Outcome, Contact]]) -> None:
    new = [
        consents.NewEvent(
            contact_id=one.id, event=said.event, method=said.method, text=said.text,
            ip=said.ip, evidence=said.evidence,
        )
        for o, one in kept
        for said in o.said
    ]  # fmt: skip
    consents.record(tx, new)


def _refuse(tx: Transaction, whole: Iterable[Outcome], asked: Asked) -> None:
    """Put on the opposition list the addresses of people who are not in the base."""
    kind = (asked.refusal or ALL_CLASSES).removeprefix("class:")
    listed = [
        (Contact(id=0, reference="", email=o.row.draft.email), kind, "email", o.refused_on)
        for o in whole
        if o.refused_on
    ]
    if listed:
        suppressions.add(tx.db, listed)


def _kept(outcome: Outcome, contact_id: int) -> imports.Change:
    detail: dict[str, Any] = {}
    if outcome.fields:
        detail["fields"] = {k: [plain(a), plain(b)] for k, (a, b) in outcome.fields.items()}
    if outcome.verdict is Verdict.CHANGED:
        detail |= {"roles": list(outcome.roles), "tags": list(outcome.tags)}
    if outcome.like is not None:
        detail["like"] = outcome.like.reference
    if outcome.row.remarks:
        detail["remarks"] = [str(fault) for fault in outcome.row.remarks]
    text = json.dumps(detail, ensure_ascii=False) if detail else "{}"
    return imports.Change(contact_id, outcome.row.line, outcome.verdict.value, text)
