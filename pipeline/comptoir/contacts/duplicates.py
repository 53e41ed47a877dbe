"""Find who is in a base twice: for sure, or perhaps.

Names decide first, and the first name is a veto; what is shared (mailbox, phone, birth, address)
confirms. Somebody who could be two people of one household is left to a person to settle.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from comptoir.contacts.first_names import USUAL
from comptoir.contacts.model import Contact, ContactKind, Draft
from comptoir.contacts.names import Agreement, distance, first_names, last_names
from comptoir.contacts.traits import Traits, keys, same_place, same_town, traits

K = TypeVar("K", bound=Hashable)

CROWD = 300  # a key that more share says nothing
OFTEN = 3  # a first name that comes back is no misspelling
FRENCH = {
    "name": "même nom",
    "near_name": "nom presque pareil",
    "part_name": "nom en partie commun",
    "first_only": "même prénom, autre nom",
    "swapped": "nom et prénom échangés",
    "short": "prénom abrégé ou composé",
    "near_first": "prénom presque pareil",
    "no_first": "sans prénom",
    "born": "même naissance",
    "near_born": "naissance à un chiffre près",
    "email": "même mél",
    "near_email": "mél à une lettre près",
    "number": "même téléphone",
    "place": "même adresse",
    "town": "même ville",
    "own_mailbox": "le mél porte le prénom",
    "household": "peut être deux personnes d’un foyer",
}


@dataclass(frozen=True, slots=True)
class Likeness:
    """How two contacts are alike, and whether that is enough."""

    sure: bool
    reasons: tuple[str, ...]
    weight: int = 0

    @property
    def french(self) -> str:
        return ", ".join(FRENCH[reason] for reason in self.reasons)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two contacts that may be one, by their places in the list."""

    one: int
    other: int
    likeness: Likeness


def usual_names(people: Iterable[Traits]) -> frozenset[str]:
    """Return the first names that are names: the usual ones, and those that come back."""
    return _usual(Counter(one.first[0] for one in people if one.first))


def _usual(seen: Mapping[str, int]) -> frozenset[str]:
    return USUAL | {name for name, times in seen.items() if times >= OFTEN and len(name) > 2}


def compare(one: Traits, other: Traits, usual: frozenset[str] = USUAL) -> Likeness | None:
    """Say how two contacts are alike, or nothing when they are two.

    >>> jo = traits(Draft(first_name="Jo", last_name="LE BIHAN", email="jo@example.org"))
    >>> also = traits(Draft(first_name="Jo", last_name="Le Bihan", email="jo@example.org"))
    >>> compare(jo, also).sure
    True
    """
    if one.kind is not other.kind:
        return None
    if one.kind is ContactKind.ORGANISATION:
        return _organisations(one, other)
    names = _names(one, other, usual)
    if names is None:
        return None
    shared = _shared(one, other)
    return None if shared is None else _judged(names, shared, one, other)


def _names(
    one: Traits, other: Traits, usual: frozenset[str]
) -> tuple[Agreement, Agreement, bool] | None:
    """Compare first and last names, exchanged if need be; nothing when the first names differ."""
    first = first_names(one.first, other.first, usual)
    last = last_names(one.last, other.last)
    if first > Agreement.APART and last > Agreement.APART:
        return first, last, False
    if not (_same_start(one.first, other.last) or _same_start(one.last, other.first)):
        return None if first is Agreement.APART else (first, last, False)
    turned = max(  # whoever of the two is read first, the answer is one
        (first_names(one.first, other.last), last_names(one.last, other.first)),
        (first_names(other.first, one.last), last_names(other.last, one.first)),
        key=lambda ways: (min(ways), max(ways), ways),
    )
    if min(turned) >= Agreement.SHORT and max(turned) is Agreement.SAME:
        return turned[0], turned[1], True
    return None if first is Agreement.APART else (first, last, False)


def _same_start(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return bool(one and other) and one[0][0] == other[0][0]


def may_bear(one: Traits, other: Traits) -> bool:
    """Whether two rows of one reference can be one person: one of the two names is enough.

    A name may be misspelt, shortened or at the other's place; a missing one says nothing against.

    >>> may_bear(
    ...     traits(Draft(first_name="Jo", last_name="Roux")),
    ...     traits(Draft(first_name="Roux", last_name="Jo")),
    ... )
    True
    """
    if one.kind is not other.kind or one.kind is ContactKind.ORGANISATION:
        return True
    names = (
        first_names(one.first, other.first), last_names(one.last, other.last),
        last_names(one.first, other.last), last_names(one.last, other.first),
    )  # fmt: skip
    straight = max(names[:2])
    return straight is not Agreement.APART or max(names[2:]) >= Agreement.NEAR


def _shared(one: Traits, other: Traits) -> list[str] | None:
    """Return what two people share; nothing at all when they are two for sure."""
    if one.civility and other.civility and one.civility != other.civility:
        return None
    found = []
    if one.born and other.born:
        born = _births(one.born, other.born)
        if not born:
            return None
        found.append(born)
    if one.email and other.email:
        if one.email == other.email:
            found.append("email")
            if _owns(one) or _owns(other):
                found.append("own_mailbox")
        elif _near_email(one.email, other.email):
            found.append("near_email")
    if one.numbers & other.numbers:
        found.append("number")
    if same_place(one, other):
        found.append("place")
    elif same_town(one, other):
        found.append("town")
    return found


def _owns(one: Traits) -> bool:
    """Whether a mailbox bears somebody's whole first name: it is not a household's."""
    first = "".join(one.first)
    return len(first) > 2 and first in one.email.partition("@")[0].translate(_NO_MARKS)


def _births(one: date, other: date) -> str:
    """« born », « near_born » for one slip (a digit, day and month exchanged), or nothing."""
    if one == other:
        return "born"
    if (one.year, one.month, one.day) == (other.year, other.day, other.month):
        return "near_born"
    near = abs(one.year - other.year) < 10  # a son called as his father is not a slip
    return "near_born" if near and distance(one.isoformat(), other.isoformat()) == 1 else ""


def _near_email(one: str, other: str) -> bool:
    """Whether two mailboxes differ by one slip, not by a number that tells two people apart."""
    same = [c for c in one if c.isdigit()] == [c for c in other if c.isdigit()]
    return same and abs(len(one) - len(other)) < 2 and distance(one, other) == 1


_NO_MARKS = str.maketrans("", "", "._-+")
STRONG = ("born", "email", "number", "place")
WEIGHTS = {
    "born": 4,
    "email": 4,
    "number": 3,
    "place": 3,
    "near_email": 3,
    "own_mailbox": 2,
    "near_born": 1,
}


def _judged(
    names: tuple[Agreement, Agreement, bool], shared: list[str], one: Traits, other: Traits
) -> Likeness | None:
    first, last, swapped = names
    reasons = (*_said(first, last, swapped=swapped), *shared)
    strong = [part for part in shared if part in STRONG]
    close = len(strong) + ("near_email" in shared)
    doubt, own = "near_born" in shared, "own_mailbox" in shared
    weight = sum(WEIGHTS.get(part, 0) for part in shared) + 2 * (first + last)
    if first is Agreement.UNKNOWN or last is Agreement.UNKNOWN:
        sure, kept = False, close > 0
    elif last is Agreement.APART:
        sure = close > 1 and ("born" in strong or own)
        kept = sure or close > 1 or ("born" in strong and "town" in shared)
    elif first is Agreement.SHORT:
        sure = (own or "born" in strong) and close > 1
        kept = close > 0 or (last is Agreement.SAME and "town" in shared)
    elif first is Agreement.NEAR:
        sure = _inside(one.first, other.first) and (
            close > 1 or (close == 1 and last is Agreement.SAME)
        )
        kept = close > 0
    else:
        near_is_enough = last is Agreement.SAME or close > 1 or strong != ["born"]
        sure = close > 0 and near_is_enough
        kept = sure or close > 0 or (last is Agreement.SAME and "town" in shared) or doubt
    if not kept:
        return None
    return Likeness(sure and not (doubt and close < 2), reasons, weight)


def _inside(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether a slip is inside the name: names of a family often differ by their end only."""
    mine, yours = "".join(one), "".join(other)
    return mine[-2:] == yours[-2:] or (mine[0] == yours[0] and mine[-1] == yours[-1])


def _said(first: Agreement, last: Agreement, *, swapped: bool) -> Iterator[str]:
    if swapped:
        yield "swapped"
        return
    yield {
        Agreement.SAME: "name", Agreement.NEAR: "near_name", Agreement.SHORT: "part_name",
        Agreement.APART: "first_only", Agreement.UNKNOWN: "part_name",
    }[last]  # fmt: skip
    also = {Agreement.NEAR: "near_first", Agreement.SHORT: "short", Agreement.UNKNOWN: "no_first"}
    if first in also:
        yield also[first]


def _organisations(one: Traits, other: Traits) -> Likeness | None:
    """One name at one place is one organisation; branches of a name are several."""
    if not one.organisation or not other.organisation:
        return None
    shared = [part for part in _shared(one, other) or () if part != "born"]
    agreement = last_names(one.organisation, other.organisation)
    close = [part for part in shared if part in STRONG]
    if agreement is Agreement.APART or not shared:
        return None
    reason = {Agreement.SAME: "name", Agreement.NEAR: "near_name"}.get(agreement, "part_name")
    if not close and agreement is not Agreement.SAME:
        return None
    sure = agreement is Agreement.SAME and bool(close)
    return Likeness(sure, (reason, *shared), 2 * agreement + 3 * len(close))


def pairs(people: Iterable[Contact | Draft]) -> list[Pair]:
    """Find who is twice in a list.

    Somebody whose sure likeness goes to two people that are apart is left to be settled.
    """
    all_ = [traits(one) for one in people]
    usual = usual_names(all_)
    found = {
        (one, other): likeness
        for one, other in _candidates(all_)
        if (likeness := compare(all_[one], all_[other], usual))
    }
    return sorted(
        (Pair(*ends, likeness) for ends, likeness in settled(found).items()),
        key=lambda pair: (not pair.likeness.sure, -pair.likeness.weight, pair.one, pair.other),
    )


def _candidates(people: list[Traits]) -> Iterator[tuple[int, int]]:
    """Yield those who share a key, once each."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for index, person in enumerate(people):
        for key in keys(person):
            blocks[key].append(index)
    seen: set[tuple[int, int]] = set()
    for block in blocks.values():
        if not 1 < len(block) <= CROWD:
            continue
        for rank, one in enumerate(block):
            for other in block[rank + 1 :]:
                if (one, other) not in seen:
                    seen.add((one, other))
                    yield one, other


def settled(
    found: Mapping[tuple[K, K], Likeness],
) -> dict[tuple[K, K], Likeness]:
    """Take certainty from who is surely two people at once: they may be a household."""
    near: dict[K, set[K]] = defaultdict(set)
    for (one, other), likeness in found.items():
        if likeness.sure:
            near[one].add(other)
            near[other].add(one)

    def apart(one: K, other: K) -> bool:
        return any(
            third != other and (other, third) not in found and (third, other) not in found
            for third in near[one]
        )

    def judged(ends: tuple[K, K], likeness: Likeness) -> Likeness:
        one, other = ends
        if likeness.sure and (apart(one, other) or apart(other, one)):
            return Likeness(False, (*likeness.reasons, "household"), likeness.weight)
        return likeness

    return {ends: judged(ends, likeness) for ends, likeness in found.items()}


class Index:
    """The people of a base, ready to be asked whom a row is about.

    Args:
        people: all of them; their first names say which are usual.
        asked: who will be asked about, when that is known: only those who share a key with them
            are held.
    """

    def __init__(
        self, people: Iterable[Contact], asked: Iterable[Contact | Draft] | None = None
    ) -> None:
        self._people: dict[int, Traits] = {}
        self._by: dict[str, list[int]] = defaultdict(list)
        wanted = None if asked is None else {k for one in asked for k in keys(traits(one))}
        names: Counter[str] = Counter()
        for one in people:
            made = traits(one)
            if made.first:
                names[made.first[0]] += 1
            shared = keys(made) if wanted is None else keys(made) & wanted
            if shared:
                self._hold(one.id, made, shared)
        self.usual = _usual(names)

    def add(self, one: Contact) -> None:
        """Add somebody; the names that are usual stay those of the beginning."""
        made = traits(one)
        self._hold(one.id, made, keys(made))

    def _hold(self, id_: int, made: Traits, shared: Iterable[str]) -> None:
        self._people[id_] = made
        for key in shared:
            self._by[key].append(id_)

    def apart(self) -> "Index":
        """Return an index of nobody yet, for which the same names are usual."""
        made = Index(())
        made.usual = self.usual
        return made

    def like(self, draft: Contact | Draft) -> dict[int, Likeness]:
        """Return those whom somebody is like, the nearest first."""
        asked = traits(draft)
        near = {
            id_
            for key in keys(asked)
            if len(block := self._by.get(key, ())) <= CROWD
            for id_ in block
        }
        found = {
            id_: likeness
            for id_ in near
            if (likeness := compare(asked, self._people[id_], self.usual))
        }
        order = sorted(found, key=lambda id_: (not found[id_].sure, -found[id_].weight, id_))
        return {id_: found[id_] for id_ in order}
