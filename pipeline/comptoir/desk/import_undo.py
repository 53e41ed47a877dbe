"""Undo an import: what it brought goes, what it changed comes back as it was."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from comptoir.contacts.diff import Verdict
from comptoir.contacts.model import Civility, Contact, ContactKind
from comptoir.context import Context
from comptoir.errors import Fault, RefusedError
from comptoir.store import (
    Transaction,
    begin,
    bounces,
    consents,
    contact_writes,
    contacts,
    imports,
    merges,
    suppressions,
)

SHOWN = 10  # contacts named in a refusal
ADDED = (Verdict.NEW.value, Verdict.DOUBTFUL.value)
_DAYS = ("birth_date", "source_on", "deceased_on")


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """What undoing an import did."""

    number: int
    file: str
    at: datetime
    removed: int
    restored: int
    refusals: int  # addresses taken off the opposition list
    kept: tuple[str, ...] = ()  # references left as they are, with why


@dataclass(slots=True)
class _Part:
    """What an import did to one contact, the last first."""

    steps: list[Mapping[str, Any]] = field(default_factory=list)
    added: bool = False


def undo(ctx: Context, number: int, *, partial: bool = False) -> Undone:
    """Undo one import, all of it or nothing.

    Args:
        ctx: who acts.
        number: the import's.
        partial: undo what nobody has touched since, and leave the rest.

    Raises:
        InputError: there is no such import.
        RefusedError: it is undone already, or contacts have changed or been used since.
    """
    ctx.act_on()
    with begin(ctx, act="contact.undo") as tx:
        made = imports.batch(tx.db, number)
        if made.undone_at is not None:
            raise RefusedError(f"l’import n° {number} est déjà défait.")
        parts = _parts(imports.changes(tx.db, number))
        people = {one.id: one for one in contacts.many(tx.db, sorted(parts))}
        alive = {id_: part for id_, part in parts.items() if id_ in people}
        obstacles = _obstacles(tx, number, alive, people)
        if obstacles and not partial:
            raise _refusal(number, obstacles, people)
        mine = {id_: part for id_, part in alive.items() if id_ not in obstacles}
        _take_back(tx, number, mine, people)
        refusals = [] if obstacles else imports.take_refusals(tx.db, number)
        suppressions.remove(tx.db, refusals)
        _void(tx, number, mine)
        imports.forget(tx.db, number, sorted(mine))
        if not obstacles:
            imports.mark_undone(tx, number)
    added = sum(part.added for part in mine.values())
    return Undone(
        number=number,
        file=made.file,
        at=made.at,
        removed=added,
        restored=len(mine) - added,
        refusals=len(refusals),
        kept=tuple(f"{people[id_].reference} : {why}" for id_, why in sorted(obstacles.items())),
    )


def _parts(changes: Sequence[imports.Change]) -> dict[int, _Part]:
    parts: dict[int, _Part] = {}
    for change in changes:
        if change.verdict == "undone":
            continue
        part = parts.setdefault(change.contact_id, _Part())
        part.steps.append(json.loads(change.detail))
        part.added = part.added or change.verdict in ADDED
    return parts


def _obstacles(
    tx: Transaction, number: int, parts: Mapping[int, _Part], people: Mapping[int, Contact]
) -> dict[int, str]:
    """Return whom undoing would wrong, and why."""
    added = sorted(id_ for id_, part in parts.items() if part.added)
    found = dict.fromkeys(imports.used_elsewhere(tx.db, added), "a servi depuis (vente, envoi…)")
    said = consents.later_events(tx.db, {id_: _events(parts[id_]) for id_ in added})
    found |= dict.fromkeys(said, "a donné ou retiré un accord depuis")
    for id_, part in parts.items():
        if people[id_].version != part.steps[0].get("version", people[id_].version):
            found[id_] = "a été modifié depuis"
    for id_ in merges.absorbed_by(tx.db, sorted(parts)):
        found[id_] = "a été fusionné depuis : défaites d’abord la fusion"
    for id_, other in imports.changed_later(tx.db, number, sorted(parts)).items():
        found[id_] = f"changé par l’import n° {other} : défaites-le d’abord"
    return found


def _refusal(
    number: int, obstacles: Mapping[int, str], people: Mapping[int, Contact]
) -> RefusedError:
    shown = sorted(obstacles.items())[:SHOWN]
    faults = [Fault(f"{people[id_].reference} {why}.") for id_, why in shown]
    more = len(obstacles) - len(shown)
    last = f"… et {more} autres. " if more > 0 else ""
    faults.append(
        Fault(
            f"{last}L’import n° {number} ne peut pas être défait en entier ; rien n’a changé.",
            "Ajoutez --partiel pour défaire le reste, et laisser ceux-là comme ils sont.",
        )
    )
    return RefusedError(faults=faults)


def _take_back(
    tx: Transaction, number: int, parts: Mapping[int, _Part], people: Mapping[int, Contact]
) -> None:
    contact_writes.bury(tx, sorted(id_ for id_, part in parts.items() if part.added))
    for id_, part in parts.items():
        one = people[id_]
        if part.added:
            tx.record("contact", one.reference, {"erased_at": (None, tx.now)})
            continue
        for step in part.steps:
            one = _restore(tx, one, step)


def _restore(tx: Transaction, one: Contact, step: Mapping[str, Any]) -> Contact:
    """Put one contact back as it was before one row."""
    fields = {
        name: (_value(name, new), _value(name, old))
        for name, (old, new) in step.get("fields", {}).items()
    }
    before = replace(one, **{name: old for name, (_, old) in fields.items()})
    contact_writes.change(tx, before, fields)
    db = tx.db
    for role in step.get("roles", ()):
        contact_writes.remove_role(db, one.id, role)
    if ended := step.get("ended"):
        contact_writes.reopen_roles(db, ended)
    if tags := step.get("tags"):
        contact_writes.remove_tags(db, one.id, tags)
    if untagged := step.get("untagged"):
        contact_writes.add_tags(db, [(one.id, tag) for tag in untagged])
    if facts := step.get("facts"):
        contact_writes.restore_facts(db, one.id, facts)
    if external := step.get("external"):
        contact_writes.remove_external(db, one.id, external)
    if step.get("dead"):
        bounces.revive(db, one.id)
    if cleared := step.get("cleared"):
        bounces.reopen(db, cleared)
    return before


def _value(name: str, kept: Any) -> Any:
    """Read back what JSON kept of a field."""
    if name in _DAYS:
        return date.fromisoformat(kept) if kept else None
    if name == "kind":
        return ContactKind(kept)
    return Civility(kept) if name == "civility" else kept


def _events(part: _Part) -> list[int]:
    return [id_ for step in part.steps for id_ in step.get("events", ())]


def _void(tx: Transaction, number: int, parts: Mapping[int, _Part]) -> None:
    events = sorted(id_ for part in parts.values() for id_ in _events(part))
    consents.void(tx, events, why=f"import:{number}")
