"""An event is a page of the agenda; beside it, what it asks of the house and what it may cost."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import Connection

from comptoir.context import Context
from comptoir.desk.project import settings_file
from comptoir.errors import InputError, RefusedError
from comptoir.errors.french import meant
from comptoir.money import ZERO
from comptoir.readers.content import read_content
from comptoir.settings.event import BudgetLine, EventPlan, Task
from comptoir.site.front_matter import EventMeta
from comptoir.site.source import PageKind
from comptoir.store import begin, events, ledger, reading
from comptoir.store.events import Cost

FOLDER = "contacts/events"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """An event, as its page says it, and its plan."""

    slug: str
    path: str
    meta: EventMeta
    plan: EventPlan

    @property
    def day(self) -> date:
        return self.meta.starts.date()

    def due_on(self, task: Task) -> date:
        return self.day - timedelta(days=task.days)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A task of the retro-planning."""

    name: str
    what: str
    on: date
    owner: str
    done_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the budget; spent amounts are positive, in both columns."""

    name: str
    what: str
    income: bool
    planned: Decimal
    actual: Decimal


def known(ctx: Context) -> list[Event]:
    """Return the events of the agenda, by their day."""
    pages = [page for page in read_content(ctx.root).pages if page.kind is PageKind.EVENT]
    found = [
        Event(slug=page.slug, path=page.path, meta=page.meta, plan=_plan(ctx, page.slug))
        for page in pages
        if isinstance(page.meta, EventMeta)
    ]
    return sorted(found, key=lambda one: (one.meta.starts, one.slug))


def named(ctx: Context, slug: str) -> Event:
    """Return one event.

    Raises:
        InputError: no page of the agenda has that address.
    """
    found = {one.slug: one for one in known(ctx)}
    if slug in found:
        return found[slug]
    raise InputError(
        f"l’agenda n’a pas d’évènement « {slug} ».",
        remedy=meant(slug, found, otherwise="comptoir évènement lister"),
    )


def _plan(ctx: Context, slug: str) -> EventPlan:
    path = f"{FOLDER}/{slug}.toml"
    return settings_file(ctx.root, path, EventPlan) if (ctx.root / path).is_file() else EventPlan()


def steps(ctx: Context, event: Event) -> list[Step]:
    """Return the retro-planning, in the order of its days."""
    with reading(ctx) as db:
        done = events.done(db, event.slug)
    found = [
        Step(name=t.name, what=t.what, on=event.due_on(t), owner=t.owner, done_on=done.get(t.name))
        for t in event.plan.tasks
    ]
    return sorted(found, key=lambda step: (step.on, step.name))


def finish(ctx: Context, slug: str, task: str) -> Step:
    """Say that a task was done.

    Raises:
        RefusedError: it was done already.
    """
    today, event = ctx.act_on(), named(ctx, slug)
    names = {one.name: one for one in event.plan.tasks}
    if task not in names:
        raise InputError(
            f"« {task} » n’est pas une tâche de cet évènement.",
            remedy=meant(task, names, otherwise=f"{FOLDER}/{slug}.toml"),
        )
    with begin(ctx, act="event.task") as tx:
        if task in events.done(tx.db, slug):
            raise RefusedError("cette tâche est déjà faite.")
        events.mark_done(tx, slug, task, today)
    return next(step for step in steps(ctx, event) if step.name == task)


def spend(
    ctx: Context, slug: str, line: str, amount: Decimal | None, *, what: str, voucher: str
) -> Decimal:
    """Count what was spent or received for an event; return it.

    Args:
        ctx: who acts.
        slug: the event.
        line: of its budget; nothing for what was not planned.
        amount: the share of the event; without it, what the books say of the voucher.
        what: in words.
        voucher: an entry of the books.

    Raises:
        InputError: the budget has no such line, or the books no such voucher.
        RefusedError: the voucher is counted already.
    """
    today, event = ctx.act_on(), named(ctx, slug)
    names = {one.name: one for one in event.plan.budget}
    if line and line not in names:
        raise InputError(
            f"« {line} » n’est pas une ligne du budget de cet évènement.",
            remedy=meant(line, names, otherwise=f"{FOLDER}/{slug}.toml"),
        )
    income = bool(line) and names[line].income
    number = voucher.strip().upper()
    with begin(ctx, act="event.spend") as tx:
        if amount is None:
            amount = _booked(tx.db, number, income=income)
            if any(cost.voucher.upper() == number for cost in events.costs(tx.db, slug)):
                raise RefusedError(f"{number} est déjà compté dans cet évènement.")
        if amount <= ZERO:
            raise InputError(
                "un montant positif est attendu ; une recette est une ligne income = true."
            )
        told = what or (names[line].what if line else "")
        signed = -amount if income else amount
        cost = Cost(line=line, what=told, amount=signed, on=today, voucher=number or voucher)
        events.add_cost(tx, slug, cost)
    return amount


def _booked(db: Connection, voucher: str, *, income: bool) -> Decimal:
    """Return what the books say of a voucher: its charges, or its revenue for income."""
    if not voucher:
        raise InputError(
            "combien ?", remedy="Donnez un montant, ou --pièce pour le lire au journal."
        )
    found = ledger.by_class(db, voucher)
    if found is None:
        raise InputError(
            f"le journal n’a pas de pièce « {voucher} ».",
            remedy="Enregistrez-la d’abord, ou donnez un montant.",
        )
    return found[1] if income else found[0]


def budget(ctx: Context, event: Event) -> list[Line]:
    """Return the budget, planned and actual; what was not planned comes last."""
    with reading(ctx) as db:
        spent = events.costs(db, event.slug)
    lines = list(event.plan.budget)
    if any(not one.line for one in spent):
        lines.append(BudgetLine(name="imprevus", what="Imprévus", amount=ZERO))
    return list(_lines(lines, spent))


def _lines(lines: list[BudgetLine], spent: list[Cost]) -> Iterator[Line]:
    for one in lines:
        name = "" if one.name == "imprevus" and one.amount == ZERO else one.name
        actual = sum((cost.amount for cost in spent if cost.line == name), ZERO)
        yield Line(name=one.name, what=one.what, income=one.income, planned=one.amount,
                   actual=abs(actual))  # fmt: skip
