"""What falls due, taken elsewhere: a calendar to subscribe to, a list to each person."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from icalendar import Calendar, Event

from comptoir.channels.file import FileChannel
from comptoir.channels.protocol import Channel
from comptoir.context import Context
from comptoir.dates import french_date
from comptoir.desk.due import Task, Wanted, chosen
from comptoir.desk.outgoing import mail_channel, one_message
from comptoir.desk.project import Project, load
from comptoir.desk.sheets import export_path
from comptoir.message import Outcome
from comptoir.private import write_private
from comptoir.settings.site import Person
from comptoir.store import begin, due_sendings
from comptoir.text import plural

FOLDER = "echeances"  # under var/outbox
WEEK = timedelta(days=6)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A list that left for somebody, or why it did not."""

    login: str
    tasks: int
    path: Path | None = None  # none once the mail server has it
    trouble: str = ""
    already: datetime | None = None  # it left earlier this week


def write_calendar(ctx: Context, tasks: Iterable[Task]) -> Path:
    """Write tasks as a calendar, each a whole day; return its path."""
    host = urlsplit(load(ctx).site.site.url).hostname or "localhost"
    made = Calendar()
    made.add("prodid", "-//Comptoir//Échéances//FR")
    made.add("version", "2.0")
    made.add("x-wr-calname", "Échéances")
    for task in tasks:
        made.add_component(_event(task, host))
    return write_private(export_path(ctx, "echeances", ".ics"), bytes(made.to_ical()))


def _event(task: Task, host: str) -> Event:
    """One task: taking the same one in twice changes nothing in the calendar of who does."""
    said = f"{task.command or task.what}|{task.owner}"
    event = Event()
    event.add("uid", f"{hashlib.sha256(said.encode()).hexdigest()[:24]}@{host}")
    event.add("dtstamp", datetime.combine(task.on, time(), UTC))
    event.add("dtstart", task.on)
    event.add("dtend", task.on + timedelta(days=1))
    event.add("summary", f"{task.what} ({task.owner})" if task.owner else task.what)
    event.add("description", task.command)
    event.add("transp", "TRANSPARENT")
    return event


def send(ctx: Context, *, again: bool = False) -> list[Told]:
    """Send each person with an address the list of what is late and of the week to come.

    A list leaves once a week: who runs it twice, by hand and by a timer, sends nothing twice.

    Args:
        ctx: who acts.
        again: send it even so.
    """
    project = load(ctx)
    people = {login: one for login, one in project.site.people.items() if one.email}
    told: list[Told] = []
    if not people:
        return told
    channel = mail_channel(ctx, project.site.campaigns, ctx.var / "outbox" / FOLDER)
    try:
        for login, person in people.items():
            tasks = chosen(ctx, Wanted(last=ctx.today + WEEK, owner=login))
            if tasks:
                told.append(_send(ctx, project, channel, login, person, tasks, again=again))
    finally:
        channel.close()
    return told


def _send(
    ctx: Context, project: Project, channel: Channel, login: str, person: Person,
    tasks: Sequence[Task], *, again: bool,
) -> Told:  # fmt: skip
    week = "{}-W{:02}".format(*ctx.today.isocalendar()[:2])
    with begin(ctx, act="due.send") as tx:
        sent = due_sendings.claim(tx, login, week)
    if sent and not again:
        return Told(login=login, tasks=len(tasks), already=sent)
    message = one_message(
        ctx,
        project,
        id_=f"echeances-{ctx.today.isoformat()}-{login}",
        to=person.email,
        subject=f"Vos échéances : {plural(len(tasks), 'tâche')} cette semaine",
        text="\n".join(_lines(tasks, person.name, ctx.today)),
        automatic=True,
    )
    answer = channel.send(message)
    gone = answer.outcome is Outcome.SENT
    if not gone and sent is None:
        with begin(ctx, act="due.send") as tx:
            due_sendings.give_back(tx, login, week)
    place = channel.path(message.id) if isinstance(channel, FileChannel) else None
    return Told(login=login, tasks=len(tasks), path=place, trouble="" if gone else answer.detail)


def _lines(tasks: Sequence[Task], name: str, today: date) -> Iterator[str]:
    late = [task for task in tasks if task.on < today]
    yield f"Bonjour,\n\nVoici ce qui attend {name}, au {french_date(today)}."
    for title, some in (("En retard", late), ("Cette semaine", tasks[len(late) :])):
        if some:
            yield f"\n{title}"
            yield from (_line(task) for task in some)
    yield "\nCe message part de lui-même ; la liste à jour : comptoir échéances --moi"


def _line(task: Task) -> str:
    more = f"\n  {task.command}" if task.command else ""
    return f"- {french_date(task.on, weekday=True)} : {task.what}{more}"
