"""`comptoir ledger close`: lock months and years for good, with their totals and their text."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

from sqlalchemy import Connection

from comptoir.context import Context
from comptoir.dates import short_date
from comptoir.desk import audits, books, ledger_check
from comptoir.desk.accounts.closed import opened, text_of
from comptoir.desk.accounts.entering import validate_draft
from comptoir.desk.filing import FOLDER
from comptoir.desk.ledgers import year_named
from comptoir.desk.project import Project, load
from comptoir.errors import RefusedError
from comptoir.ledger import FiscalYear
from comptoir.ledger.entry import postings_hash
from comptoir.ledger.period import Period, months, parse_period
from comptoir.private import write_private
from comptoir.store import Transaction, begin, closings, reading
from comptoir.store.closings import MONTH, YEAR, Closing


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """What a closing did."""

    closings: tuple[Closing, ...]
    validated: tuple[str, ...]  # vouchers of the drafts that it put in the journal
    seal: str
    files: tuple[Path, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What is closed, and what comes next."""

    closings: tuple[Closing, ...]
    until: date | None
    next: str  # the month to close next, or nothing
    drafts: int


def state(ctx: Context) -> State:
    """Return what is closed so far."""
    books.refuse_without(load(ctx))
    with reading(ctx) as db:
        until = closings.closed_until(db)
        start = until + timedelta(days=1) if until else closings.first_day(db)
        following = next(months(start, start), None) if start else None
        ended = following is not None and following.ends < ctx.today
        return State(
            closings=tuple(closings.closings(db)),
            until=until,
            next=following.name if following and ended else "",
            drafts=len(closings.drafts(db)),
        )


def to_close(ctx: Context, *, period: str | None, year: str | None) -> list[tuple[str, Period]]:
    """Return the months, and the year, that a closing would lock, in order.

    Raises:
        RefusedError: there is nothing to close, it is closed already, or it is not over.
    """
    project = load(ctx)
    books.refuse_without(project)
    with reading(ctx) as db:
        return list(_steps(ctx, project, db, period, year))


def close(ctx: Context, *, period: str | None = None, year: str | None = None) -> Closed:
    """Close a month, or a fiscal year, and every month before it that is still open.

    Drafts of the period are validated; the journal is checked first, written as text, and every
    chain is anchored.

    Raises:
        RefusedError: it is not over, it is closed, or the journal has a defect.
    """
    ctx.act_on()
    project = load(ctx)
    books.refuse_without(project)
    refuse_faulty(ctx)
    with begin(ctx, act="ledger.close") as tx:
        return close_in(tx, project, period=period, year=year)


def close_in(
    tx: Transaction, project: Project, *, period: str | None = None, year: str | None = None
) -> Closed:
    """Close in an open act, whose journal was checked."""
    texts: list[tuple[Path, bytes]] = []
    made: list[Closing] = []
    steps = list(_steps(tx.ctx, project, tx.db, period, year))
    until = max(one.ends for _, one in steps)
    validated = _validate(tx, project, until)
    for kind, one in steps:
        closing, text = _closing(tx, project, kind, one)
        closings.add(tx, closing)
        made.append(closing)
        texts.append((tx.ctx.var / FOLDER / closing.file, text))
    seal = audits.anchor_all(tx, reason=f"clôture {steps[-1][1].name}")
    for path, text in texts:
        write_private(path, text)
    return Closed(
        closings=tuple(made),
        validated=tuple(validated),
        seal=seal,
        files=tuple(path for path, _ in texts),
    )


def refuse_faulty(ctx: Context) -> None:
    found = ledger_check.check(ctx).findings
    if found:
        raise RefusedError(
            f"Le journal a {len(found)} défaut(s) ; le premier : {found[0].at} : {found[0].found}",
            remedy="Corrigez-les (comptoir journal vérifier), puis clôturez.",
        )


def _steps(
    ctx: Context, project: Project, db: Connection, period: str | None, year: str | None
) -> Iterator[tuple[str, Period]]:
    """Yield what is to be closed, months first, then the year."""
    whole = Period.of_year(year_named(project, year, ctx)) if year else None
    wanted = whole or parse_period(period or "")
    if wanted.ends >= ctx.today:
        raise RefusedError(
            f"{wanted.french.capitalize()} n’est pas fini : une période se clôt une fois passée.",
            remedy=f"Revenez après le {short_date(wanted.ends)}.",
        )
    known = {(one.kind, one.period.name) for one in closings.closings(db)}
    until = closings.closed_until(db)
    if (YEAR, wanted.name) in known or (until and not whole and wanted.ends <= until):
        raise RefusedError(
            f"{wanted.french.capitalize()} est déjà clos.",
            remedy="comptoir journal clore montre ce qui l’est.",
        )
    first = closings.first_day(db)
    if first is None or wanted.ends < first:
        raise RefusedError(
            f"Aucune écriture avant la fin {wanted.of} : il n’y a rien à clore.",
            remedy="Vérifiez la période.",
        )
    start = until + timedelta(days=1) if until else first
    ended: list[tuple[str, Period]] = []
    for month in months(start, wanted.ends):
        ended.append((MONTH, month))
        ended += _year_ending(project, month, known)
    if whole and (YEAR, whole.name) not in {(k, p.name) for k, p in ended}:
        ended.append((YEAR, whole))
    if not whole and ended and ended[-1][0] == YEAR:
        ended.pop()  # the year is closed when it is asked for
    yield from ended


def _year_ending(
    project: Project, month: Period, known: set[tuple[str, str]]
) -> list[tuple[str, Period]]:
    """Return the fiscal year that a month ends, when it is not closed yet."""
    year = FiscalYear.of(month.ends, start_month=books.start_month(project))
    ends = year.ends == month.ends and (YEAR, year.name) not in known
    return [(YEAR, Period.of_year(year))] if ends else []


def _validate(tx: Transaction, project: Project, until: date) -> list[str]:
    month = books.start_month(project)
    return [
        validate_draft(tx, draft, start_month=month)
        for draft in closings.drafts(tx.db, until=until)
    ]


def _closing(tx: Transaction, project: Project, kind: str, period: Period) -> tuple[Closing, bytes]:
    sums = closings.totals(tx.db, starts=period.starts, ends=period.ends)
    whole = closings.totals(tx.db, ends=period.ends)
    text = text_of(tx.db, project, period)
    result, opening_hash = (None, "")
    if kind == YEAR:
        result, opening = opened(tx.db, project, period.ends)
        opening_hash = postings_hash(opening.postings) if opening else ""
    made = Closing(
        kind=kind,
        period=period,
        closed_on=tx.ctx.today,
        totals=sums,
        all_debit=whole.debit,
        all_revenue=whole.revenue,
        all_received=whole.received,
        result=result,
        opening_hash=opening_hash,
        text_sha256=sha256(text).hexdigest(),
    )
    return made, text
