"""Retention: each contact has one outcome, by a rule and for a reason; `--apply` does it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import insert

from comptoir.contacts.retention import USUAL, Fate, Outcome, Terms, outcome
from comptoir.context import Context
from comptoir.desk import erasing, outbox_files
from comptoir.desk.outbox_files import Printed
from comptoir.desk.project import Project, load
from comptoir.desk.requests.keeping import expired
from comptoir.errors import RefusedError
from comptoir.settings import Kind
from comptoir.store import begin, contacts, erasure, held, reading, register, requests
from comptoir.store.contacts import chunks
from comptoir.store.reached import messages_of
from comptoir.store.tables.privacy import purge_log

LEAVES = (Fate.ARCHIVE, Fate.ERASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One contact and what becomes of it."""

    reference: str
    outcome: Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """How many contacts share an outcome, a rule and a kind of reason."""

    fate: Fate
    rule: str
    count: int
    example: str  # a reason, in French
    references: tuple[str, ...]  # the first ones


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The whole base, sorted out."""

    total: int
    groups: tuple[Group, ...]
    next_on: date | None  # when the next file is due
    applied: bool = False
    files: int = 0  # of var/ that were removed
    tables: int = 0  # of var/outbox from which people were taken
    printed: tuple[Printed, ...] = ()  # for many, people who left among them
    mailings: int = 0  # files of mailings kept long enough
    requests: int = 0  # closed ones whose words have been kept long enough

    @property
    def leaving(self) -> int:
        return sum(group.count for group in self.groups if group.fate in LEAVES)


SHOWN = 5


def terms_of(project: Project, visa: str = "") -> Terms:
    """Return how long each role is kept: what the record of processing says, else three years."""
    days: dict[str, int] = {}
    for purpose in project.processing.purposes.values():
        for role in purpose.roles:
            days[role] = max(days.get(role, 0), purpose.retention_days or USUAL)
    public = project.organisation.kind is Kind.PUBLIC_BODY
    return Terms(days=days, visa_needed=public, visa=visa)


def judge(ctx: Context, *, visa: str = "") -> list[tuple[int, Judged]]:
    """Decide for every contact of the base."""
    project = load(ctx)
    terms = terms_of(project, visa)
    ends = {season.name: season.ends for season in project.organisation.seasons}
    with reading(ctx) as db:
        known = held.holdings(db, ends, today=ctx.today)
    return [
        (id_, Judged(reference=reference, outcome=outcome(holding, terms, today=ctx.today)))
        for id_, (reference, holding) in known.items()
    ]


def report(ctx: Context, *, visa: str = "") -> tuple[Report, list[Judged]]:
    """Say what becomes of every contact, and change nothing."""
    judged = judge(ctx, visa=visa)
    with reading(ctx) as db:
        old = len(expired(ctx, load(ctx), db))
    mailings = len(outbox_files.old(ctx))
    told = replace(_report([one for _, one in judged]), requests=old, mailings=mailings)
    return told, [one for _, one in judged]


def apply(ctx: Context, *, visa: str = "") -> Report:
    """Erase and archive those whose time has come, and note how many by which rule."""
    today = ctx.act_on()
    project = load(ctx)
    judged = judge(ctx, visa=visa)
    leaving = [(id_, one) for id_, one in judged if one.outcome.fate in LEAVES]
    with begin(ctx, act="privacy.retention") as tx:
        old = expired(ctx, project, tx.db)
        requests.forget(tx, old)
        forgotten = register.forget(tx, [one.id for one in old])
        people = contacts.many(tx.db, [id_ for id_, _ in leaving])
        if len(people) != len(leaving):
            raise RefusedError("la base a changé pendant la purge.", remedy="Recommencez.")
        messages = messages_of(tx.db, [one.id for one in people]) | forgotten
        messages |= {one.reference for one in people}
        messages |= {one.number for one in old}
        papers: list[str] = []
        for piece in ctx.progress.track(list(chunks(people)), label="Purge"):
            papers += erasing.unfiled(erasure.erase(tx, piece, project.purposes, today=today))
        counts = Counter((one.outcome.rule, one.outcome.fate.value) for _, one in leaving)
        for (rule, fate), count in sorted(counts.items()):
            tx.db.execute(
                insert(purge_log).values(
                    at=tx.now, login=ctx.actor.login, rule=rule, outcome=fate, count=count,
                    visa=visa,
                )
            )  # fmt: skip
            tx.record("purge", rule, {fate: (None, count)})
    files = erasing.files_about(ctx, people, messages) + papers
    erasing.remove(ctx, files)
    mailings = outbox_files.forget_old(ctx)
    return replace(
        _report([one for _, one in judged], applied=True, files=len(files)),
        requests=len(old),
        tables=len(outbox_files.take_out(ctx, messages)),
        printed=tuple(outbox_files.printed_with(ctx, messages)),
        mailings=mailings,
    )


def _report(judged: Sequence[Judged], *, applied: bool = False, files: int = 0) -> Report:
    groups: dict[tuple[Fate, str], list[Judged]] = {}
    for one in judged:
        groups.setdefault((one.outcome.fate, one.outcome.rule), []).append(one)
    order = list(Fate)
    to_come = (one.outcome.due_on for one in judged if one.outcome.fate is Fate.KEEP)
    return Report(
        total=len(judged),
        groups=tuple(
            Group(
                fate=fate,
                rule=rule,
                count=len(ones),
                example=ones[0].outcome.why,
                references=tuple(one.reference for one in ones[:SHOWN]),
            )
            for (fate, rule), ones in sorted(
                groups.items(), key=lambda pair: (order.index(pair[0][0]), pair[0][1])
            )
        ),
        next_on=min((day for day in to_come if day), default=None),
        applied=applied,
        files=files,
    )
