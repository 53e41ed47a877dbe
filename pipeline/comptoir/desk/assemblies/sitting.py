"""Hold a meeting: proxies, presence, quorum, votes, elections, and its end."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from comptoir.context import Context
from comptoir.dates import french_date
from comptoir.desk.assemblies import statutes
from comptoir.errors import InputError, RefusedError
from comptoir.members import meeting
from comptoir.members.meeting import Attendance, Presence, Seat, State, Votes
from comptoir.settings.assembly import MeetingRules
from comptoir.store import Transaction, assemblies, begin, contacts, reading
from comptoir.store.assemblies import Assembly, Item
from comptoir.text import fold, plural

BEFORE_END = (State.PLANNED, State.CONVENED, State.OPEN)
OTHER_BUSINESS = "questions diverses"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quorum:
    """Who takes part, and how many it takes."""

    attendance: Attendance
    members: int
    voters: int
    needed: int
    by_voices: bool = False  # the statutes count voices, and not heads

    @property
    def counted(self) -> int:
        return self.attendance.voices if self.by_voices else self.attendance.heads

    @property
    def reached(self) -> bool:
        return self.counted >= max(1, self.needed)


def quorum(ctx: Context, db: Connection, one: Assembly) -> Quorum:
    """Count a meeting: as it was opened, or as it would open on its day."""
    found = meeting.attendance(assemblies.seats(db, one))
    rules = statutes.rules(ctx, one)
    by_voices = rules.quorum_of == "voices"
    if one.frozen:
        return Quorum(attendance=found, members=one.members or 0, voters=one.voters or 0,
                      needed=one.needed or 0, by_voices=by_voices)  # fmt: skip
    who = statutes.electorate(ctx, db, rules, one.on)
    count = len(who.voters)
    needed = meeting.needed(
        rules, one.call, members=who.members, voters=count, voices=who.voices
    )  # fmt: skip
    return Quorum(attendance=found, members=who.members, voters=count, needed=needed,
                  by_voices=by_voices)  # fmt: skip


def proxy(ctx: Context, number: str, giver: str, bearer: str) -> int:
    """Record that a member gives a proxy to another; return how many that one bears.

    Raises:
        RefusedError: one of them does not vote, or the bearer has as many as the statutes allow.
    """
    ctx.act_on()
    with begin(ctx, act="assembly.proxy") as tx:
        one = _running(tx.db, number)
        rules = statutes.rules(ctx, one)
        from_, to = _voters(ctx, tx.db, one, [giver, bearer])
        taken = {seat.member: seat for seat in assemblies.seats(tx.db, one)}
        borne = [s for s in taken.values() if s.by == to.member and s.member != from_.member]
        _check_proxy(rules, taken, giver, bearer, from_=from_, to=to, borne=len(borne))
        made = replace(from_, presence=Presence.REPRESENTED, by=to.member)
        assemblies.seat(tx, one, made, label=giver)
        return len(borne) + 1


def _check_proxy(
    rules: MeetingRules, taken: dict[int, Seat], giver: str, bearer: str, *,
    from_: Seat, to: Seat, borne: int,
) -> None:  # fmt: skip
    if not rules.proxies:
        raise RefusedError("les statuts n’admettent pas de pouvoir.")
    if from_.member == to.member:
        raise RefusedError("on ne se donne pas pouvoir à soi-même.")
    held = taken.get(from_.member)
    if held and held.presence is not Presence.REPRESENTED:
        raise RefusedError(f"{giver} prend déjà part : {held.presence.french}.")
    if any(seat.by == from_.member for seat in taken.values()):
        raise RefusedError(
            f"{giver} porte lui-même un pouvoir, et un pouvoir ne se transmet pas.",
            remedy="Faites redonner ce pouvoir à quelqu’un qui viendra.",
        )
    if (theirs := taken.get(to.member)) and theirs.presence is Presence.REPRESENTED:
        raise RefusedError(f"{bearer} a donné pouvoir : il ne peut pas en porter.")
    if borne >= rules.proxies:
        raise RefusedError(
            f"{bearer} porte déjà {plural(borne, 'pouvoir')}, et les statuts n’en admettent pas "
            "davantage.",
            remedy="Demandez à qui donne pouvoir de choisir quelqu’un d’autre.",
        )


def withdraw_proxy(ctx: Context, number: str, giver: str) -> None:
    """Take a proxy back."""
    ctx.act_on()
    with begin(ctx, act="assembly.proxy") as tx:
        one = _running(tx.db, number)
        person = contacts.by_reference(tx.db, giver)
        held = {seat.member: seat for seat in assemblies.seats(tx.db, one)}.get(person.id)
        if held is None or held.presence is not Presence.REPRESENTED:
            raise RefusedError(f"{person.reference} n’a pas donné pouvoir.")
        assemblies.unseat(tx, one, person.id)
        tx.record("assembly", one.number, {"presence": (f"{person.reference} represented", None)})


def attend(ctx: Context, number: str, who: Sequence[str], presence: Presence) -> Attendance:
    """Read the sign-in sheet in. Who comes in person takes back the proxy that they gave.

    Raises:
        RefusedError: the day has not come, or one of them does not vote; nothing is written.
    """
    today = ctx.act_on()
    with begin(ctx, act="assembly.attend") as tx:
        one = _running(tx.db, number)
        if one.on > today and presence in (Presence.PRESENT, Presence.ELECTRONIC):
            raise RefusedError(
                f"l’assemblée est le {french_date(one.on)} : on n’émarge pas d’avance."
            )
        rules = statutes.rules(ctx, one)
        if presence is Presence.POSTAL and not rules.postal:
            raise RefusedError("les statuts n’admettent pas le vote par correspondance.")
        if presence is Presence.ELECTRONIC and not rules.electronic:
            raise RefusedError("les statuts n’admettent pas la présence à distance.")
        people = [contacts.by_reference(tx.db, each) for each in who]
        seats = _voters(ctx, tx.db, one, [person.reference for person in people])
        for person, seat in zip(people, seats, strict=True):
            assemblies.seat(tx, one, replace(seat, presence=presence), label=person.reference)
        return meeting.attendance(assemblies.seats(tx.db, one))


def _voters(ctx: Context, db: Connection, one: Assembly, who: Sequence[str]) -> list[Seat]:
    """Return the seats of people who vote, in the order given."""
    all_ = statutes.electorate(ctx, db, statutes.rules(ctx, one), one.on)
    voting = {member.id: member.voices for member in all_.voters}
    barred = {member.id: why for member, why in all_.barred}
    found = []
    for reference in who:
        person = contacts.by_reference(db, reference)
        if person.id not in voting:
            why = barred.get(person.id, "pas adhérent à cette date")
            raise RefusedError(
                f"{person.reference} ne vote pas le {french_date(one.on)} : {why}.",
                remedy="Voyez qui vote : comptoir assemblée votants.",
            )
        voices = voting[person.id]
        found.append(Seat(member=person.id, presence=Presence.PRESENT, voices=voices))
    return found


def _running(db: Connection, number: str) -> Assembly:
    one = assemblies.numbered(db, number)
    if one.state not in BEFORE_END:
        raise RefusedError(f"{one.number} est {one.state.french}.")
    return one


def open_(ctx: Context, number: str) -> Quorum:
    """Open the sitting: its quorum is reached, and the rules of the day are kept with it.

    Raises:
        RefusedError: it was not convened, its day has not come, or there is no quorum.
    """
    today = ctx.act_on()
    with begin(ctx, act="assembly.open") as tx:
        one = assemblies.numbered(tx.db, number)
        if one.state is State.PLANNED:
            raise RefusedError(
                f"{one.number} n’a pas été convoquée.",
                remedy=f"comptoir assemblée convoquer {one.number}",
            )
        if one.state is not State.CONVENED:
            raise RefusedError(f"{one.number} est déjà {one.state.french}.")
        if one.on > today:
            raise RefusedError(f"l’assemblée est le {french_date(one.on)}.")
        found, rules = quorum(ctx, tx.db, one), statutes.rules(ctx, one)
        if not found.reached:
            raise RefusedError(_short_of(found, one))
        assemblies.change(
            tx, one, state=State.OPEN.value, opened_at=tx.now, members=found.members,
            voters=found.voters, needed=found.needed, rules=rules.model_dump_json(),
        )  # fmt: skip
        return found


def _short_of(found: Quorum, one: Assembly) -> str:
    idle = found.attendance.idle
    proxies = f" (sans {plural(idle, 'pouvoir')} dont le porteur n’est pas là)" if idle else ""
    after = (
        "" if one.call > 1
        else f" Faute de quorum : comptoir assemblée reconvoquer {one.number} --le DATE"
    )  # fmt: skip
    return (
        f"le quorum n’est pas atteint : {found.counted} voix présentes ou représentées "
        f"pour {max(1, found.needed)} demandées{proxies}.{after}"
    )


def vote(ctx: Context, number: str, position: int, votes: Votes, *, said: str = "") -> Item:
    """Record a vote on a point of the agenda.

    Raises:
        RefusedError: no quorum, more votes than voices, a point that only informs, a second vote.
    """
    ctx.act_on()
    with begin(ctx, act="assembly.vote") as tx:
        one, item = voting_on(tx.db, number, position)
        if item.in_favour is not None:
            raise RefusedError(f"le point {position} est déjà voté : « {item.title} ».")
        voices = meeting.attendance(assemblies.seats(tx.db, one)).voices
        rules = statutes.rules(ctx, one)
        votes.check(voices)
        meeting.check_chair(votes, rules)
        won = meeting.carried(votes, rules, voices)
        assemblies.set_item(
            tx, one, item, voices=voices, in_favour=votes.for_, against=votes.against,
            abstained=votes.abstained, carried=won, chair=votes.chair, said=said or item.said,
        )  # fmt: skip
        return assemblies.items(tx.db, one)[position - 1]


def note(ctx: Context, number: str, position: int, said: str) -> Item:
    """Write what was said on a point, for the minutes."""
    ctx.act_on()
    with begin(ctx, act="assembly.note") as tx:
        one, item = _sitting(tx.db, number, position)
        assemblies.set_item(tx, one, item, said=said.strip())
        return assemblies.items(tx.db, one)[position - 1]


def _sitting(db: Connection, number: str, position: int) -> tuple[Assembly, Item]:
    one = assemblies.numbered(db, number)
    if one.state is not State.OPEN:
        raise RefusedError(
            f"{one.number} est {one.state.french} : rien ne se vote hors d’une séance ouverte, "
            "et elle ne s’ouvre qu’avec son quorum.",
            remedy="" if one.state is State.CLOSED else f"comptoir assemblée ouvrir {one.number}",
        )
    points = assemblies.items(db, one)
    if not 1 <= position <= len(points):
        raise InputError(
            f"l’ordre du jour a {plural(len(points), 'point')} : de 1 à {len(points)}."
        )
    return one, points[position - 1]


def voting_on(db: Connection, number: str, position: int) -> tuple[Assembly, Item]:
    one, item = _sitting(db, number, position)
    if fold(item.title).startswith(OTHER_BUSINESS):
        raise RefusedError(
            "les questions diverses ne se votent pas : une assemblée ne décide que de ce que "
            "l’ordre du jour annonce.",
            remedy="Notez ce qui s’est dit : comptoir assemblée noter.",
        )
    return one, item


def end(tx: Transaction, one: Assembly, *, minutes: str) -> Assembly:
    """End a sitting, its minutes filed."""
    return assemblies.change(tx, one, state=State.CLOSED.value, closed_at=tx.now, minutes=minutes)


def counted(ctx: Context, number: str) -> tuple[Assembly, list[Item], Quorum]:
    with reading(ctx) as db:
        one = assemblies.numbered(db, number)
        return one, assemblies.items(db, one), quorum(ctx, db, one)
