"""Contacts that are in the base twice: find them, make one of two, and two again."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from comptoir.contacts.duplicates import Likeness, pairs
from comptoir.contacts.merging import merged, one_that_stays
from comptoir.contacts.model import Contact
from comptoir.contacts.privacy import hidden_fields, masked
from comptoir.context import Context
from comptoir.desk.import_report import plain
from comptoir.errors import InputError, RefusedError
from comptoir.store import Transaction, access, begin, contacts, merges, reading
from comptoir.text import plural


@dataclass(frozen=True, slots=True)
class Alike:
    """Two contacts that may be one: the one that would stay, and the other."""

    kept: Contact
    other: Contact
    likeness: Likeness

    @property
    def sure(self) -> bool:
        return self.likeness.sure


@dataclass(frozen=True, slots=True, kw_only=True)
class Duplicates:
    """Who is in the base twice."""

    compared: int
    sure: int
    doubtful: int
    pairs: tuple[Alike, ...]  # the surest first


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """A merge: made, or only tried."""

    reference: str  # nothing for a trial
    kept: Contact
    other: Contact
    changes: tuple[tuple[str, Any, Any], ...]  # field, before, after
    hidden: tuple[str, ...] = ()
    moved: int = 0  # rows that followed


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """A merge undone."""

    reference: str
    kept: Contact
    other: Contact
    stayed: tuple[str, ...]  # fields changed since the merge


def find(ctx: Context, *, limit: int = 0) -> Duplicates:
    """Return who is in the base twice, the surest first.

    Args:
        ctx: who asks.
        limit: how many pairs to return; all of them by default.
    """
    with reading(ctx) as db:
        ids = contacts.all_ids(db)
        people = contacts.many(db, ids)
        found = _alike(people, merges.apart(db), merges.owing(db, ids))
    shown = found[:limit] if limit else found
    access.note(ctx, act="contact.duplicates", rows=2 * len(shown))
    sure = sum(one.sure for one in found)
    profile = ctx.actor.rights
    return Duplicates(
        compared=len(people),
        sure=sure,
        doubtful=len(found) - sure,
        pairs=tuple(
            Alike(masked(one.kept, profile), masked(one.other, profile), one.likeness)
            for one in shown
        ),
    )


def _alike(people: Sequence[Contact], apart: set[tuple[int, int]], owing: set[int]) -> list[Alike]:
    found = []
    for pair in pairs(people):
        one, other = people[pair.one], people[pair.other]
        if (min(one.id, other.id), max(one.id, other.id)) in apart:
            continue
        kept, left = one_that_stays(one, other)
        if left.id in owing:
            kept, left = left, kept
        found.append(Alike(kept, left, pair.likeness))
    return found


def merge_sure(ctx: Context) -> list[Merged]:
    """Merge every pair that is sure, all in one act; those who both owe are left."""
    today = ctx.act_on()
    done: list[Merged] = []
    with begin(ctx, act="contact.merge") as tx:
        ids = contacts.all_ids(tx.db)
        owing = merges.owing(tx.db, ids)
        into: dict[int, int] = {}
        for alike in _alike(contacts.many(tx.db, ids), merges.apart(tx.db), owing):
            one, other = (_last(into, c.id) for c in (alike.kept, alike.other))
            if not alike.sure or one == other or other in owing:
                continue
            done.append(_merge(tx, *contacts.many(tx.db, [one, other]), today=today))
            into[other] = one
    return done


def _last(into: dict[int, int], id_: int) -> int:
    while id_ in into:
        id_ = into[id_]
    return id_


def _merge(tx: Transaction, kept: Contact, other: Contact, *, today: Any) -> Merged:
    changes = _changes(kept, other)
    made = merges.merge(tx, kept, other, today=today)
    moved = sum(len(rows) for rows in made.detail["moved"].values())
    return Merged(
        reference=made.reference, kept=kept, other=other, changes=changes, moved=moved,
        hidden=tuple(hidden_fields(tx.ctx.actor.rights)),
    )  # fmt: skip


def _changes(kept: Contact, other: Contact) -> tuple[tuple[str, Any, Any], ...]:
    return tuple((name, plain(a), plain(b)) for name, (a, b) in merged(kept, other).items())


def merge(ctx: Context, kept: str, other: str, *, dry_run: bool = False) -> Merged:
    """Make one contact of two.

    Args:
        ctx: who acts.
        kept: the reference of the one that stays.
        other: the reference of the one that goes into it.
        dry_run: say what would change and write nothing.

    Raises:
        InputError: one of them is not there, or both are the same.
        RefusedError: the one that would go has unpaid invoices.
    """
    today = ctx.today if dry_run else ctx.act_on()
    if dry_run:
        with reading(ctx) as db:
            one, two = _both(db, kept, other)
        hidden = tuple(hidden_fields(ctx.actor.rights))
        return Merged(reference="", kept=one, other=two, changes=_changes(one, two), hidden=hidden)
    with begin(ctx, act="contact.merge") as tx:
        one, two = _both(tx.db, kept, other)
        return _merge(tx, one, two, today=today)


def _both(db: Any, kept: str, other: str) -> tuple[Contact, Contact]:
    one, two = contacts.by_reference(db, kept), contacts.by_reference(db, other)
    if one.id == two.id:
        raise InputError("c’est deux fois la même fiche.", remedy="Donnez deux références.")
    if one.kind is not two.kind:
        raise RefusedError("une personne et un organisme ne se fusionnent pas.")
    if two.id in (owing := merges.owing(db, [one.id, two.id])):
        remedy = (
            "Encaissez d’abord l’une des deux." if one.id in owing
            else f"Gardez plutôt cette fiche : comptoir contact fusionner {two.reference} "
            f"{one.reference}."
        )  # fmt: skip
        raise RefusedError(
            f"{two.reference} a des factures à régler, écrites à son compte.", remedy=remedy
        )
    return one, two


def keep_apart(ctx: Context, one: str, other: str) -> None:
    """Say that two contacts who look alike are two: they are not proposed again."""
    today = ctx.act_on()
    with begin(ctx, act="contact.apart") as tx:
        first, second = (contacts.by_reference(tx.db, reference) for reference in (one, other))
        if first.id == second.id:
            raise InputError("c’est deux fois la même fiche.", remedy="Donnez deux références.")
        if merges.keep_apart(tx, first.id, second.id, today=today):
            tx.record("contact", first.reference, {"apart": (None, second.reference)})


def undo(ctx: Context, reference: str) -> Undone:
    """Make two contacts again of one.

    Raises:
        InputError: there is no such merge.
        RefusedError: it is undone already, or others were made on it since.
    """
    ctx.act_on()
    with begin(ctx, act="contact.undo") as tx:
        one = merges.named(tx.db, reference)
        if one.undone:
            raise RefusedError(f"{one.reference} est déjà défaite.")
        if later := merges.later_ones(tx.db, one):
            raise RefusedError(
                f"une autre fusion a suivi : {', '.join(later)}.",
                remedy=f"Défaites-la d’abord : comptoir contact défaire {later[0]}.",
            )
        if not contacts.many(tx.db, [one.kept_id]):
            raise RefusedError("la fiche gardée a été effacée depuis : il ne reste rien à séparer.")
        stayed = merges.undo(tx, one)
        kept, other = contacts.many(tx.db, [one.kept_id, one.absorbed_id])
    return Undone(reference=one.reference, kept=kept, other=other, stayed=tuple(stayed))


def said(found: Duplicates) -> str:
    """Say how many there are in one line."""
    if not found.pairs:
        return f"{plural(found.compared, 'fiche comparée', 'fiches comparées')} : aucun doublon."
    return (
        f"{plural(found.compared, 'fiche comparée', 'fiches comparées')} : "
        f"{plural(found.sure, 'doublon sûr', 'doublons sûrs')}, {found.doubtful} à vérifier."
    )
