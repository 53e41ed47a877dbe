"""Compare a row with what the base knows: whose row it is, and what it changes.

The first name is a veto: one mailbox is shared by two people in 28 % of couples.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from comptoir.contacts.duplicates import Likeness, may_bear
from comptoir.contacts.imports import Incoming
from comptoir.contacts.keys import NO_NAME, city_key, name_key, word_key
from comptoir.contacts.model import Contact, ContactKind, Draft, Known
from comptoir.contacts.traits import traits
from comptoir.text import fold

_FIRST_STAYS = ("source", "source_on")  # where somebody came from first does not change


class Verdict(StrEnum):
    """What becomes of a row. A doubtful one is added, beside somebody it looks like."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    DOUBTFUL = "doubtful"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Match:
    """Whose row it is: somebody for sure, somebody perhaps, or nobody known."""

    sure: Known | None = None
    perhaps: Known | None = None
    near: bool = False  # sure, though the name is not written as we write it
    impossible: bool = False  # the reference is already somebody else's
    ambiguous: bool = False  # an address alone, that several share


@dataclass(frozen=True, slots=True)
class Changes:
    """What a row changes in a contact: for each field, before and after."""

    fields: dict[str, tuple[Any, Any]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.fields)


def match(
    row: Incoming, candidates: Iterable[Known], near: Mapping[int, Likeness] | None = None
) -> Match:
    """Find whose row it is.

    Args:
        row: the typed row.
        candidates: those who share its reference, name or e-mail, and those of `near`.
        near: who it is like, however it is written, by id.
    """
    known = list(candidates)
    if not known:
        return Match()
    named = next((k for k in known if row.reference and k.is_called(row.reference)), None)
    if named is not None:
        return Match(sure=named) if _may_be(row.draft, named.contact) else Match(impossible=True)
    if not row.draft.named:
        holders = [k for k in known if _same(row.draft.email, k.contact.email)]
        return Match(sure=_first(holders[:1]), ambiguous=len(holders) > 1)
    strong = [k for k in known if _surely(row.draft, k.contact)]
    if not strong and (found := _near(row, known, near or {})):
        return found
    likely = strong or [k for k in known if _perhaps(row.draft, k.contact)]
    free = [k for k in likely if not (row.reference and k.externals)]
    if len(strong) == 1 and free:
        return Match(sure=free[0])
    exact = (k for k in free if _same_name(row.draft, k.contact) and not changes(row, k.contact))
    return Match(sure=one) if (one := next(exact, None)) else Match(perhaps=_first(likely))


def _near(row: Incoming, known: list[Known], near: Mapping[int, Likeness]) -> Match | None:
    """Somebody written otherwise: surely one person alone, or perhaps the first of several."""
    like = sorted(
        (k for k in known if k.contact.id in near),
        key=lambda k: (not near[k.contact.id].sure, -near[k.contact.id].weight, k.contact.id),
    )
    sure = [k for k in like if near[k.contact.id].sure]
    if len(sure) == 1 and not (row.reference and sure[0].externals):
        return Match(sure=sure[0], near=True)
    return Match(perhaps=like[0]) if like else None


def _first(known: list[Known]) -> Known | None:
    return known[0] if known else None


def _same_name(draft: Draft, contact: Contact) -> bool:
    return name_key(draft) == name_key(contact)


def _may_be(draft: Draft, contact: Contact) -> bool:
    """Whether the holder of a reference can bear this name: one of the two names is enough."""
    if not draft.named or draft.kind is not contact.kind:
        return True
    if draft.kind is ContactKind.ORGANISATION:
        return True
    return may_bear(traits(draft), traits(contact))


def _surely(draft: Draft, contact: Contact) -> bool:
    """The same whole name, and one more thing in common that is rarely shared by two.

    Somebody known by an address alone is whoever comes with that address and a name.
    """
    if name_key(contact) == NO_NAME:
        return _same(draft.email, contact.email)
    if not _same_name(draft, contact) or _born_apart(draft, contact):
        return False
    if draft.kind is ContactKind.PERSON and not (draft.first_name and draft.last_name):
        return False
    return (
        _same(draft.email, contact.email)
        or bool(_numbers(draft) & _numbers(contact))
        or (draft.birth_date is not None and draft.birth_date == contact.birth_date)
        or (
            _same(draft.postcode, contact.postcode)
            and _same(word_key(draft.street), word_key(contact.street))
        )
    )


def _perhaps(draft: Draft, contact: Contact) -> bool:
    if _born_apart(draft, contact) or draft.kind is not contact.kind:
        return False
    if _same_name(draft, contact):
        return _same(city_key(draft.city), city_key(contact.city)) or not (
            contact.city or contact.email
        )
    return _same(draft.email, contact.email) and _first_names_agree(draft, contact)


def _first_names_agree(draft: Draft, contact: Contact) -> bool:
    """The veto: equal, one missing, or one the initial of the other."""
    new, old = word_key(draft.first_name), word_key(contact.first_name)
    if not new or not old:
        return word_key(draft.last_name) == word_key(contact.last_name)
    short = min(new, old, key=len)
    return new == old or (len(short) == 1 and new[0] == old[0])


def _born_apart(draft: Draft, contact: Contact) -> bool:
    return (
        draft.birth_date is not None
        and contact.birth_date is not None
        and draft.birth_date != contact.birth_date
    )


def _same(one: str, other: str) -> bool:
    return bool(one) and one == other


def _numbers(one: Draft | Contact) -> set[str]:
    return {one.phone, one.mobile} - {""}


def changes(row: Incoming, contact: Contact) -> Changes:
    """Return what a row changes; an empty cell changes nothing."""
    found: dict[str, tuple[Any, Any]] = {}
    for name in row.given:
        new, old = getattr(row.draft, name), getattr(contact, name)
        if new != old and not _keeps(name, old, new):
            found[name] = (old, new)
    return Changes(dict(sorted(found.items())))


def _keeps(name: str, old: Any, new: Any) -> bool:
    """Whether the base keeps its own: the first origin, or the same word better written."""
    if name in _FIRST_STAYS:
        return bool(old)
    if name == "city" and city_key(old) == city_key(new):
        return True
    if isinstance(old, str) and isinstance(new, str) and fold(old) == fold(new):
        return _care(new) <= _care(old)
    return False


def _care(text: str) -> tuple[int, bool]:
    """How carefully a word was typed: its accents, then its capitals."""
    return sum(not char.isascii() for char in text), not (text.isupper() or text.islower())


def changed(contact: Contact, made: Changes) -> Contact:
    """Return the contact as it is after the changes."""
    values = {name: new for name, (_, new) in made.fields.items()}
    return replace(contact, version=contact.version + bool(made), **values)
