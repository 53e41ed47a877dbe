"""Segments: read their files, count, explain and list who is in them."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from comptoir.consent import purposes
from comptoir.contacts.explain import segment_said, step_said
from comptoir.contacts.model import Contact
from comptoir.contacts.privacy import masked
from comptoir.contacts.segment import Segment
from comptoir.contacts.segment_file import read_segment
from comptoir.context import Context
from comptoir.desk.project import Project, load
from comptoir.errors import Fault, InputError, Place
from comptoir.errors.french import unknown
from comptoir.readers.toml import line_numbers, read_toml
from comptoir.store import access, contacts, reading, segments

FOLDER = "contacts/segments"


@dataclass(frozen=True, slots=True)
class Listed:
    """One segment file: what it is, or what is wrong with it."""

    name: str
    title: str = ""
    description: str = ""
    purpose: str = ""
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Explained:
    """One step of a segment said in French, with what it keeps and drops."""

    said: str
    kept: int
    dropped: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A segment said in French, step by step."""

    name: str
    title: str
    said: str
    base: int  # contacts in the base
    steps: tuple[Explained, ...]
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The first contacts of a segment, masked for whoever asks."""

    name: str
    title: str
    count: int
    contacts: tuple[Contact, ...]


def files(project: Project) -> dict[str, Path]:
    """Return the segment files by name."""
    return {path.stem: path for path in sorted((project.root / FOLDER).glob("*.toml"))}


def named(project: Project, name: str, *, within: tuple[str, ...] = ()) -> Segment:
    """Read one segment, and those that it names.

    Args:
        project: whose segments.
        name: of the segment.
        within: the segments that led to it.

    Raises:
        InputError: no such segment, with the nearest one; or what is wrong with its file.
    """
    known = files(project)
    if name not in known:
        listed = ", ".join(known) or "aucun"
        raise unknown("segment", name, known, remedy=f"Segments connus : {listed} ({FOLDER}).")
    shown = f"{FOLDER}/{name}.toml"
    data, text = read_toml(known[name], shown=shown)
    segment = read_segment(
        name,
        data,
        shown=shown,
        lines=line_numbers(text),
        purposes=purposes(project.processing),
    )
    path = (*within, name)
    if again := next((other for other in segment.named if other in path), ""):
        raise InputError(
            f"ce segment se contient lui-même : {' → '.join((*path, again))}.",
            remedy="Ôtez l’une de ces conditions « contact.segment ».",
            at=Place(shown),
        )
    others: dict[str, Segment] = {}
    for other in segment.named:
        found = named(project, other, within=path)
        others |= {**found.others, other: found}
    return replace(segment, others=others)


def settings(project: Project, today: date) -> segments.Settings:
    return segments.Settings(
        today=today,
        zone=ZoneInfo(project.site.site.timezone),
        classes={id_: one.kind.value for id_, one in purposes(project.processing).items()},
    )


def members(db: Connection, project: Project, name: str, today: date) -> list[int]:
    """Return the ids of a segment's contacts, in order: the door that mailings use."""
    return segments.members(db, named(project, name), settings(project, today))


def purposes_known(ctx: Context) -> dict[str, str]:
    """Return the titles of the purposes of the record of processing, by id."""
    return {id_: one.title for id_, one in purposes(load(ctx).processing).items()}


def listing(ctx: Context) -> list[Listed]:
    """Return every segment, faulty ones with their faults."""
    project = load(ctx)
    found = []
    for name in files(project):
        try:
            one = named(project, name)
            found.append(Listed(name, one.title, one.description, one.purpose))
        except InputError as error:
            found.append(Listed(name, faults=error.faults))
    return found


def count(ctx: Context, name: str, *, where: str = "") -> tuple[str, int]:
    """Return a segment's title and how many contacts it has.

    Args:
        ctx: who asks.
        name: of the segment; the whole base without one.
        where: an expert's condition in SQL besides.
    """
    project = load(ctx)
    segment = named(project, name) if name else None
    with reading(ctx) as db:
        if segment and not where:
            return segment.title, segments.count(db, segment, settings(project, ctx.today))
        ids = _ids(db, project, segment, where=where, today=ctx.today)
    return (segment.title if segment else where), len(ids)


def _ids(
    db: Connection, project: Project, segment: Segment | None, *, where: str, today: date
) -> list[int]:
    """Return who is in a segment and answers a condition, each where it is given."""
    if segment:
        chosen = segments.members(db, segment, settings(project, today))
    else:
        chosen = contacts.all_ids(db)
    if not where:
        return chosen
    from comptoir.contacts.expert import read_where  # its parser of SQL takes 90 ms to import
    from comptoir.store import expert

    held = set(expert.members(db, read_where(where)))
    return [id_ for id_ in chosen if id_ in held]


def explain(ctx: Context, name: str) -> Explanation:
    project = load(ctx)
    segment = named(project, name)
    with reading(ctx) as db:
        base, counts = segments.explain(db, segment, settings(project, ctx.today))
    return Explanation(
        name=name,
        title=segment.title,
        said=segment_said(segment),
        base=base,
        steps=tuple(Explained(step_said(one.step), one.kept, one.dropped) for one in counts),
        count=counts[-1].kept,
    )


def show(ctx: Context, name: str, *, limit: int, where: str = "") -> Shown:
    """List the first contacts of a segment, and note that they were read."""
    project = load(ctx)
    segment = named(project, name) if name else None
    with reading(ctx) as db:
        ids = _ids(db, project, segment, where=where, today=ctx.today)
        people = contacts.many(db, ids[:limit])
    access.note(ctx, act="segment.show", noun="segment", record_id=name, rows=len(people))
    seen = tuple(masked(one, ctx.actor.rights) for one in people)
    title = segment.title if segment else where
    return Shown(name=name, title=title, count=len(ids), contacts=seen)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Who is in one segment and not in the other."""

    first: str
    second: str
    both: int
    only_first: int
    only_second: int
    left: tuple[Contact, ...]  # the first of those only in the first
    right: tuple[Contact, ...]


def diff(ctx: Context, first: str, second: str, *, limit: int) -> Difference:
    """Compare two segments, and note that contacts were read."""
    project = load(ctx)
    one, other = named(project, first), named(project, second)
    with reading(ctx) as db:
        asked = settings(project, ctx.today)
        ours, theirs = (segments.members(db, each, asked) for each in (one, other))
        here, there = set(ours), set(theirs)
        left = contacts.many(db, [id_ for id_ in ours if id_ not in there][:limit])
        right = contacts.many(db, [id_ for id_ in theirs if id_ not in here][:limit])
    access.note(ctx, act="segment.diff", noun="segment", record_id=first,
                rows=len(left) + len(right))  # fmt: skip
    profile = ctx.actor.rights
    return Difference(
        first=first,
        second=second,
        both=len(here & there),
        only_first=len(here - there),
        only_second=len(there - here),
        left=tuple(masked(one, profile) for one in left),
        right=tuple(masked(one, profile) for one in right),
    )
