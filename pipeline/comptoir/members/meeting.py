"""A general meeting: who votes, when it is called, whether it may decide, and what it decided.

Loi du 1er juillet 1901, art. 5 and 9, leaves the rules to the statutes; they come as settings.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from math import ceil

from comptoir.dates import age_on, french_date
from comptoir.errors import RefusedError
from comptoir.settings.assembly import HALF, MeetingRules

DECLARED_WITHIN = 3  # months, to declare a change of officers (loi de 1901, art. 5)
DECLARATION = "loi du 1er juillet 1901, art. 5"


class Kind(StrEnum):
    ORDINARY = "ordinary"
    EXTRAORDINARY = "extraordinary"

    @property
    def french(self) -> str:
        return {"ordinary": "ordinaire", "extraordinary": "extraordinaire"}[self.value]


class State(StrEnum):
    """How far a meeting is."""

    PLANNED = "planned"
    CONVENED = "convened"
    OPEN = "open"
    CLOSED = "closed"
    LAPSED = "lapsed"  # no quorum: a second call takes its agenda
    CANCELLED = "cancelled"

    @property
    def french(self) -> str:
        return _STATES[self]


_STATES = {
    State.PLANNED: "à convoquer", State.CONVENED: "convoquée", State.OPEN: "ouverte",
    State.CLOSED: "close", State.LAPSED: "sans quorum", State.CANCELLED: "annulée",
}  # fmt: skip


class Presence(StrEnum):
    """How a member takes part."""

    PRESENT = "present"
    REPRESENTED = "represented"  # by another member
    POSTAL = "postal"
    ELECTRONIC = "electronic"

    @property
    def french(self) -> str:
        return _PRESENCES[self]


_PRESENCES = {
    Presence.PRESENT: "présent", Presence.REPRESENTED: "représenté",
    Presence.POSTAL: "vote par correspondance", Presence.ELECTRONIC: "à distance",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A member on a day, as the base knows them."""

    id: int
    reference: str
    name: str
    is_person: bool
    born: date | None
    since: date | None  # first membership
    paid_on: date | None
    voices: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """Somebody's place at a meeting."""

    member: int
    presence: Presence
    by: int | None = None  # who bears the proxy
    voices: int = 1


def bar(member: Member, rules: MeetingRules, on: date) -> str:
    """Return why a member does not vote on a day; nothing for who does.

    An age that nobody knows bars nobody.
    """
    if rules.paid and (member.paid_on is None or member.paid_on > on):
        return "cotisation non réglée"
    if not member.is_person and not rules.organisations:
        return "personne morale, qui ne vote pas"
    if member.is_person and member.born and age_on(member.born, on) < rules.minimum_age:
        return f"moins de {rules.minimum_age} ans"
    latest = on - timedelta(days=rules.seniority_days)
    if rules.seniority_days and (member.since is None or member.since > latest):
        return f"adhérent depuis moins de {rules.seniority_days} jours"
    return ""


def voices_of(member: Member, tags: Collection[str], rules: MeetingRules) -> int:
    """Return the voices of a member: one, or the most that the statutes give them."""
    given = (
        one.voices for one in rules.voices if (one.tag in tags if one.tag else not member.is_person)
    )
    return max(given, default=1)


def notice(rules: MeetingRules, call: int) -> int:
    """Return the days of notice of a first or a second call."""
    if call > 1 and rules.second_notice_days is not None:
        return rules.second_notice_days
    return rules.notice_days


def last_day(on: date, rules: MeetingRules, call: int = 1) -> date:
    """Return the last day on which convocations may leave.

    >>> last_day(date(2026, 12, 12), MeetingRules(notice_days=15))
    datetime.date(2026, 11, 27)
    """
    return on - timedelta(days=notice(rules, call))


def check_notice(on: date, rules: MeetingRules, call: int, *, sent_on: date, source: str) -> None:
    """Refuse a convocation that leaves too late.

    Raises:
        RefusedError: names the last day, and the first day that a convocation of now allows.
    """
    latest = last_day(on, rules, call)
    if sent_on > latest:
        first = sent_on + timedelta(days=notice(rules, call))
        raise RefusedError(
            f"il est trop tard pour convoquer au {french_date(on)} : les convocations devaient "
            f"partir le {french_date(latest)} au plus tard "
            f"({notice(rules, call)} jours ; {source}).",
            remedy=f"Choisissez le {french_date(first)}, ou plus tard.",
        )


def needed(rules: MeetingRules, call: int, *, members: int, voters: int, voices: int = 0) -> int:
    """Return how many must be present or represented, as heads or as voices.

    >>> needed(MeetingRules(quorum="1/4"), 1, members=612, voters=610)
    153
    """
    part: Fraction = rules.second_quorum if call > 1 else rules.quorum
    base = {"members": members, "voters": voters, "voices": voices}
    return ceil(part * base[rules.quorum_of])


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """How many take part, and how."""

    present: int = 0
    represented: int = 0  # whose proxy is there
    idle: int = 0  # proxies whose bearer is not there: they count for nothing
    postal: int = 0
    electronic: int = 0
    voices: int = 0  # of all of them

    @property
    def heads(self) -> int:
        return self.present + self.represented + self.postal + self.electronic


def attendance(seats: Iterable[Seat]) -> Attendance:
    """Count who takes part; a proxy counts once who bears it is there."""
    all_ = list(seats)
    here = {s.member for s in all_ if s.presence in (Presence.PRESENT, Presence.ELECTRONIC)}
    given = [s for s in all_ if s.presence is Presence.REPRESENTED]
    borne = sum(1 for s in given if s.by in here)
    count = {kind: sum(1 for s in all_ if s.presence is kind) for kind in Presence}
    counted = (s for s in all_ if s.presence is not Presence.REPRESENTED or s.by in here)
    return Attendance(
        present=count[Presence.PRESENT], represented=borne, idle=len(given) - borne,
        postal=count[Presence.POSTAL], electronic=count[Presence.ELECTRONIC],
        voices=sum(s.voices for s in counted),
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Votes:
    """What a vote gave."""

    for_: int
    against: int = 0
    abstained: int = 0  # blank votes too
    chair: bool | None = None  # what the chair is for, where their vote decides between even sides

    def __post_init__(self) -> None:
        if min(self.for_, self.against, self.abstained) < 0:
            raise RefusedError("un nombre de voix ne peut pas être négatif.", remedy="Recomptez.")

    @property
    def all(self) -> int:
        return self.for_ + self.against + self.abstained

    @property
    def even(self) -> bool:
        return self.for_ == self.against > 0

    def check(self, voices: int) -> None:
        """Refuse more votes than there are voices.

        Raises:
            RefusedError: there are.
        """
        if self.all > voices:
            raise RefusedError(
                f"{self.all} voix comptées pour {voices} présentes ou représentées.",
                remedy="Recomptez, ou faites d’abord émarger qui est arrivé depuis.",
            )


def carried(votes: Votes, rules: MeetingRules, voices: int) -> bool:
    """Whether a resolution is adopted.

    >>> carried(Votes(for_=50, against=50), MeetingRules(), 120)
    False
    >>> carried(Votes(for_=80, against=40), MeetingRules(majority="2/3"), 120)
    True
    >>> carried(Votes(for_=5, against=5, chair=True), MeetingRules(casting_vote=True), 12)
    True
    """
    if votes.chair is not None:
        return votes.chair
    base = voices if rules.majority_of == "present" else votes.for_ + votes.against
    share = rules.majority * base
    return votes.for_ > share if rules.majority == HALF else votes.for_ > 0 and votes.for_ >= share


def check_chair(votes: Votes, rules: MeetingRules) -> None:
    """Refuse a casting vote that the statutes do not know, or that decides nothing.

    Raises:
        RefusedError: it is refused; or the sides are even and the chair has not decided.
    """
    if votes.chair is None:
        if votes.even and rules.casting_vote and rules.majority == HALF:
            raise RefusedError(
                "les voix se partagent, et les statuts donnent voix prépondérante au président.",
                remedy="Dites ce qu’il vote : --president pour, ou --president contre.",
            )
        return
    if not rules.casting_vote or rules.majority != HALF:
        raise RefusedError(
            "les statuts ne donnent pas voix prépondérante au président.",
            remedy="S’ils la donnent, écrivez casting_vote = true dans legal/assembly.toml.",
        )
    if not votes.even:
        raise RefusedError("la voix du président ne décide que d’un partage des voix.")


def majority_said(rules: MeetingRules) -> str:
    """
    >>> majority_said(MeetingRules())
    'plus de la moitié des suffrages exprimés'
    """
    of = "suffrages exprimés" if rules.majority_of == "cast" else "voix présentes ou représentées"
    if rules.majority == HALF:
        return f"plus de la moitié des {of}"
    return f"au moins {rules.majority} des {of}"


def declare_by(day: date) -> date:
    """Return the last day to declare a change of officers: three months, date to date.

    >>> declare_by(date(2026, 11, 30))
    datetime.date(2027, 2, 28)
    """
    month = day.month - 1 + DECLARED_WITHIN
    year, month = day.year + month // 12, month % 12 + 1
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month, last)
        except ValueError:
            continue
    raise AssertionError(day)
