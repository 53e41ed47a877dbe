"""Publish the free hours: a file of the site, without a name, so that a build needs no base."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from comptoir.context import Context
from comptoir.desk.appointments.booking import SETTINGS, House, free_slots, house
from comptoir.errors import Place, RefusedError
from comptoir.readers.atomic import replace_bytes
from comptoir.readers.data import FOLDER
from comptoir.readers.toml import read_model
from comptoir.site.slots import Offered, Slots
from comptoir.text import quoted

FILE = f"{FOLDER}/creneaux.toml"
HEAD = (
    "# Les heures de rendez-vous libres que montre le site. Ce fichier est écrit par\n"
    "# « comptoir rendez-vous publier » : il ne contient que des heures, aucun nom.\n"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What was published."""

    path: str
    hours: int
    until: date
    changed: bool


def publish(ctx: Context) -> Published:
    """Write the free hours of the days to come.

    Raises:
        InputError: no hours are written in the settings.
        RefusedError: none of them may be published.
    """
    here = house(ctx)
    if not any(one.public for one in here.said.hours):
        raise RefusedError(
            "aucune heure n’est à publier.",
            remedy="Écrivez public = true sous les [[hours]] que le site peut montrer.",
            at=Place(SETTINGS),
        )
    path = ctx.root / FILE
    kinds = offered(ctx, here)
    held = _slots(path)
    changed = (held.published, held.kind) != (ctx.today, kinds)
    if changed:
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_bytes(path, written(ctx.today, kinds).encode())
    return Published(
        path=FILE,
        hours=sum(len(kind.starts) for kind in kinds),
        until=ctx.today + timedelta(days=here.said.publish_days),
        changed=changed,
    )


def behind(ctx: Context, here: House) -> bool:
    """Whether the site offers an hour that is taken, or was not told of hours for a week."""
    if not any(one.public for one in here.said.hours):
        return False
    held, real = _slots(ctx.root / FILE), offered(ctx, here)
    if held.published is None or held.published + timedelta(days=7) <= ctx.today:
        return True
    free = {(kind.title, kind.place, start) for kind in real for start in kind.starts}
    shown = held.after(ctx.today)
    return any((kind.title, kind.place, one) not in free for kind, left in shown for one in left)


def offered(ctx: Context, here: House) -> tuple[Offered, ...]:
    """Return the free hours of tomorrow on, by kind and place; who receives is not told."""
    public = {(one.agent, one.room, one.title): one for one in here.said.hours if one.public}
    found: dict[tuple[str, str, int], set[datetime]] = {}
    tomorrow = ctx.today + timedelta(days=1)
    for slot in free_slots(ctx, first=tomorrow, days=here.said.publish_days):
        hours = public.get((slot.agent, slot.room, slot.title))
        if hours:
            key = (hours.title, here.said.rooms[hours.room], hours.minutes)
            found.setdefault(key, set()).add(slot.starts)
    return tuple(
        Offered(title=title, place=place, minutes=minutes, starts=tuple(sorted(starts)))
        for (title, place, minutes), starts in sorted(found.items())
    )


def written(today: date, kinds: Iterable[Offered]) -> str:
    """Return the file."""
    return "\n".join([f"{HEAD}\npublished = {today}\n", *map(_table, kinds)])


def _table(kind: Offered) -> str:
    starts = "\n".join(f"  {', '.join(row)}," for row in _days(kind.starts))
    return (
        f"[[kind]]\ntitle = {quoted(kind.title)}\nplace = {quoted(kind.place)}\n"
        f"minutes = {kind.minutes}\nstarts = [\n{starts}\n]\n"
    )


def _days(starts: Iterable[datetime]) -> Iterator[list[str]]:
    row: list[str] = []
    for start in starts:
        if row and row[0][:10] != f"{start:%Y-%m-%d}":
            yield row
            row = []
        row.append(f"{start:%Y-%m-%dT%H:%M:%S}")
    yield row


def _slots(path: Path) -> Slots:
    return read_model(path, Slots, shown=FILE) if path.is_file() else Slots()
