"""Call a meeting a second time, on the same agenda, when the first had no quorum."""

from datetime import date, timedelta

from sqlalchemy import Connection

from comptoir.context import Context
from comptoir.dates import french_date
from comptoir.desk.assemblies import papers, statutes
from comptoir.desk.assemblies.planning import HOUR
from comptoir.desk.assemblies.sitting import quorum
from comptoir.errors import InputError, RefusedError
from comptoir.members import meeting
from comptoir.members.meeting import State
from comptoir.store import assemblies, begin
from comptoir.store.assemblies import Assembly
from comptoir.text import plural


def recall(
    ctx: Context, number: str, *, on: date, at: str = "", place: str = ""
) -> tuple[Assembly, date]:
    """Call a second time, on the same agenda, a meeting that had no quorum.

    Raises:
        RefusedError: it had its quorum, its day has not come, or the second is too soon.
    """
    today = ctx.act_on()
    told = statutes.said(ctx)
    with begin(ctx, act="assembly.recall") as tx:
        first = assemblies.numbered(tx.db, number)
        rules = statutes.rules_of(told, first.kind)
        _check_lapse(ctx, tx.db, first)
        apart = max(1, rules.second_after_days)
        soonest = first.on + timedelta(days=apart)
        if on < soonest:
            raise RefusedError(
                f"la seconde assemblée se tient {plural(apart, 'jour')} au moins après la "
                f"première ({told.source}).",
                remedy=f"Donnez le {french_date(soonest)}, ou plus tard.",
            )
        meeting.check_notice(on, rules, 2, sent_on=today, source=told.source)
        if at and not HOUR.match(at):
            raise InputError("une heure s’écrit comme 10:00.")
        lapsed = assemblies.change(tx, first, state=State.LAPSED.value)
        assemblies.change(tx, lapsed, minutes=papers.file(ctx, tx, lapsed).reference)
        values = {
            "event": "", "kind": first.kind.value, "title": f"{first.title}, seconde convocation",
            "on": on, "at": (at or first.at).zfill(5), "place": place or first.place,
            "call": 2, "first_id": first.id,
        }  # fmt: skip
        points = [item.title for item in assemblies.items(tx.db, first)]
        made = assemblies.add(tx, values, points, year=on.year)
        for seat in assemblies.seats(tx.db, first):  # a proxy is given for both calls
            if seat.presence is meeting.Presence.REPRESENTED:
                assemblies.seat(tx, made, seat, label=str(seat.member))
    return made, meeting.last_day(on, rules, 2)


def _check_lapse(ctx: Context, db: Connection, first: Assembly) -> None:
    if first.call > 1:
        raise RefusedError(f"{first.number} est déjà une seconde convocation.")
    if first.state is State.LAPSED:
        second = assemblies.after(db, first)
        raise RefusedError(f"{first.number} est déjà reconvoquée : {second and second.number}.")
    if first.state is not State.CONVENED:
        raise RefusedError(
            f"{first.number} est {first.state.french} : on ne reconvoque que faute de quorum."
        )
    if first.on > ctx.today:
        raise RefusedError("cette assemblée n’a pas encore eu lieu.")
    found = quorum(ctx, db, first)
    if found.reached:
        raise RefusedError(
            f"le quorum est atteint : {found.counted} pour {found.needed}.",
            remedy=f"Ouvrez la séance : comptoir assemblée ouvrir {first.number}",
        )
