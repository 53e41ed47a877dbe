"""Plan a meeting, check its notice, convene it by a campaign, call it a second time."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from comptoir.context import Context
from comptoir.desk import campaign_material
from comptoir.desk.assemblies import statutes
from comptoir.desk.events.planning import named as event_named
from comptoir.desk.project import load
from comptoir.errors import InputError, RefusedError
from comptoir.members import meeting
from comptoir.members.meeting import Kind, State
from comptoir.readers.content import read_content
from comptoir.settings import PurposeClass
from comptoir.settings.assembly import MeetingRules
from comptoir.store import assemblies, begin, outbox_figures, reading
from comptoir.store.assemblies import Assembly
from comptoir.store.outbox_rows import State as Sent
from comptoir.text import fold

AGENDA = "ordre du jour"
HOUR = re.compile(r"^(?:[01]?\d|2[0-3]):[0-5]\d$")
UNDER_WAY = (Sent.QUEUED, Sent.SENDING, Sent.DEFERRED)
RUNNING = (State.PLANNED, State.CONVENED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a meeting is to be; an event of the agenda says most of it."""

    event: str = ""
    on: date | None = None
    at: str = ""
    place: str = ""
    title: str = ""
    kind: Kind = Kind.ORDINARY
    items: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """Whom the convocation of a meeting has reached."""

    voters: int
    sent: int  # of the voters
    waiting: int  # in the outbox, not gone yet
    missing: tuple[str, ...]  # references of voters who are in no sending


def new(ctx: Context, asked: Asked) -> tuple[Assembly, date]:
    """Plan a meeting; return it, and the last day to convene it.

    Raises:
        InputError: no day, no place or no agenda.
        RefusedError: it is too late to convene for that day.
    """
    today = ctx.act_on()
    told = statutes.said(ctx)
    rules = statutes.rules_of(told, asked.kind)
    on, values, items = _facts(ctx, asked)
    if on < today:
        raise RefusedError("cette date est passée.", remedy="Donnez un jour à venir.")
    meeting.check_notice(on, rules, 1, sent_on=today, source=told.source)
    with begin(ctx, act="assembly.new") as tx:
        made = assemblies.add(tx, values, items, year=on.year)
    return made, meeting.last_day(on, rules)


def _facts(ctx: Context, asked: Asked) -> tuple[date, dict[str, object], tuple[str, ...]]:
    values: dict[str, object] = {"event": asked.event, "kind": asked.kind.value}
    items = tuple(asked.items)
    on, at, place, title = asked.on, asked.at, asked.place, asked.title
    if asked.event:
        event = event_named(ctx, asked.event)
        on, at = on or event.day, at or f"{event.meta.starts:%H:%M}"
        title = title or event.meta.title
        place = place or ", ".join(p for p in (event.meta.place, event.meta.address) if p)
        items = items or _agenda_of(ctx, asked.event)
    if on is None:
        raise InputError("quel jour ?", remedy="Dites --le AAAA-MM-JJ, ou --évènement ADRESSE.")
    if not HOUR.match(at):
        raise InputError("quelle heure ? Elle s’écrit comme 10:00.", remedy="Dites --heure 10:00.")
    if not place.strip():
        raise InputError("à quel endroit ?", remedy="Dites --lieu, ou --évènement ADRESSE.")
    if not items:
        raise InputError(
            "une assemblée a un ordre du jour : elle ne décide que de ce qu’il annonce.",
            remedy="Dites chaque point par --point, ou écrivez-les en liste numérotée sous "
            "« ## Ordre du jour » dans la page de l’évènement.",
        )
    title = title or f"Assemblée générale {asked.kind.french}"
    facts = values | {"on": on, "at": at.zfill(5), "place": place, "title": title}
    return on, facts, items


def _agenda_of(ctx: Context, slug: str) -> tuple[str, ...]:
    page = next(page for page in read_content(ctx.root).pages if page.slug == slug)
    return agenda_in(page.body)


def agenda_in(text: str) -> tuple[str, ...]:
    """Return the points of the numbered list under « Ordre du jour » in a page.

    >>> agenda_in("## Ordre du jour\\n\\n1. Rapport moral.\\n2. Comptes,\\n   budget.\\n\\n## Plus")
    ('Rapport moral', 'Comptes, budget')
    """
    found: list[str] = []
    inside = False
    for line in text.splitlines():
        if heading := re.match(r"#+\s*(.+)", line):
            inside = fold(heading[1]) == AGENDA
        elif inside and (point := re.match(r"\s*\d+[.)]\s+(.+)", line)):
            found.append(point[1].strip())
        elif inside and found and line.strip() and line[0].isspace():
            found[-1] += f" {line.strip()}"
        elif inside and found and line.strip():
            inside = False
    return tuple(one.rstrip(" ;.") for one in found)


def move(ctx: Context, number: str, on: date) -> tuple[Assembly, date]:
    """Put a meeting that is not convened yet on another day."""
    today = ctx.act_on()
    told = statutes.said(ctx)
    with begin(ctx, act="assembly.move") as tx:
        one = assemblies.numbered(tx.db, number)
        if one.state not in RUNNING:
            raise RefusedError(f"{one.number} est {one.state.french} : elle ne se déplace plus.")
        rules = statutes.rules_of(told, one.kind)
        meeting.check_notice(on, rules, one.call, sent_on=today, source=told.source)
        moved = assemblies.change(
            tx, one, on=on, state=State.PLANNED.value, convened_on=None, campaign=""
        )
    return moved, meeting.last_day(on, rules, one.call)


def cancel(ctx: Context, number: str) -> Assembly:
    """Give up a meeting that was not opened."""
    ctx.act_on()
    with begin(ctx, act="assembly.cancel") as tx:
        one = assemblies.numbered(tx.db, number)
        if one.state not in RUNNING:
            raise RefusedError(f"{one.number} est {one.state.french} : elle ne s’annule plus.")
        return assemblies.change(tx, one, state=State.CANCELLED.value)


def convene(
    ctx: Context, number: str, *, campaign: str = "", sent_on: date | None = None
) -> Assembly:
    """Say by what a meeting is convened: a campaign to send, or what left otherwise on a day.

    Raises:
        RefusedError: it is too late; the campaign could be stopped by an unsubscription.
    """
    today = ctx.act_on()
    if (campaign == "") == (sent_on is None):
        raise InputError(
            "par quel envoi, ou depuis quel jour ?",
            remedy="Dites --envoi NOM, ou --partie-le DATE si la convocation est partie "
            "autrement (affichage, remise en main propre).",
        )
    if sent_on and sent_on > today:
        raise InputError("une convocation ne part pas demain.", remedy="Corrigez --partie-le.")
    told = statutes.said(ctx)
    if campaign:
        campaign = _statutory(ctx, campaign)
    with begin(ctx, act="assembly.convene") as tx:
        one = assemblies.numbered(tx.db, number)
        if one.state not in RUNNING:
            raise RefusedError(f"{one.number} est {one.state.french} : elle ne se convoque plus.")
        rules = statutes.rules_of(told, one.kind)
        left_on = sent_on or today
        meeting.check_notice(one.on, rules, one.call, sent_on=left_on, source=told.source)
        return assemblies.change(
            tx, one, state=State.CONVENED.value, convened_on=left_on, campaign=campaign
        )


def _statutory(ctx: Context, name: str) -> str:
    """Return the name of a campaign that nothing but a death or a dead address stops."""
    campaign = campaign_material.read_campaign(ctx, name)
    purpose = load(ctx).purpose(campaign.purpose)
    if purpose.kind is not PurposeClass.STATUTORY:
        raise RefusedError(
            f"une désinscription arrêterait cet envoi : sa finalité « {purpose.id} » n’est pas "
            "statutaire, et une convocation se doit à chaque adhérent.",
            remedy="Donnez-lui une finalité de classe « statutory » de legal/processing.toml.",
            at=campaign.place("purpose"),
        )
    return campaign.name


def reached(ctx: Context, db: Connection, one: Assembly, rules: MeetingRules) -> Reached | None:
    """Return whom its campaign reached; nothing when it was convened otherwise."""
    if not one.campaign:
        return None
    voters = statutes.electorate(ctx, db, rules, one.on).voters
    ids = {each.id: each.reference for each in voters}
    gone = outbox_figures.contacts_in(db, one.campaign, [Sent.SENT])
    waiting = outbox_figures.contacts_in(db, one.campaign, UNDER_WAY) - gone
    missing = sorted(ref for id_, ref in ids.items() if id_ not in gone | waiting)
    return Reached(
        voters=len(ids), sent=len(gone & set(ids)), waiting=len(waiting & set(ids)),
        missing=tuple(missing),
    )  # fmt: skip


def last_day(ctx: Context, one: Assembly) -> date:
    return meeting.last_day(one.on, statutes.rules(ctx, one), one.call)


def listed(ctx: Context) -> list[Assembly]:
    with reading(ctx) as db:
        return assemblies.assemblies(db)
