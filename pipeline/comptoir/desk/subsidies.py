"""`comptoir subsidy`: notified, received, used, carried over, accounted for."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from comptoir.bookkeeping.subsidies import subsidy_entry
from comptoir.context import Context
from comptoir.desk import books, project
from comptoir.desk.documents import adding
from comptoir.desk.documents.adding import Adding
from comptoir.errors import InputError, RefusedError
from comptoir.identifiers import refuse_card_number
from comptoir.ledger import FiscalYear
from comptoir.members import subsidies as pure
from comptoir.members.subsidies import Movement, Sort, Step, Story, Subsidy
from comptoir.sales.numbering import SUBSIDY
from comptoir.store import Transaction, begin, filed, reading, subsidies
from comptoir.store.documents import sha256
from comptoir.store.sequences import next_number
from comptoir.text import on_one_line

DOCUMENT = "subvention"  # kind of the filed agreement


def notify(
    ctx: Context, *, funder: str, about: str, sort: Sort, amount: Decimal, ends: date,
    on: date | None = None, earmarked: bool = False, document: Path | None = None,
) -> Story:  # fmt: skip
    """Record a subsidy that a funder notified, with the letter or the agreement that says so.

    Args:
        ctx: who acts.
        funder: who grants it, an organisation.
        about: what for.
        sort: operating or investment.
        amount: granted.
        ends: last day of the action.
        on: day of the notification; today by default.
        earmarked: for one action alone.
        document: file of the notification or of the agreement, to be filed.

    Raises:
        RefusedError: no journal is kept here, or the day is to come or closed.
    """
    day = _day(ctx, on)
    whole = project.load(ctx)
    books.refuse_without(whole)
    refuse_card_number(funder, about)
    kept = _filed(ctx, document, funder) if document else ""
    with begin(ctx, act="ledger.subsidy") as tx:
        books.refuse_closed(tx.db, day)
        number = next_number(tx.db, series=SUBSIDY, year=day.year)
        made = Subsidy(
            number=number, funder=on_one_line(funder), about=on_one_line(about), sort=sort,
            amount=amount, notified_on=day, ends=ends, earmarked=earmarked, document=kept,
        )  # fmt: skip
        subsidies.add(tx, made)
        first = Movement(number=number, step=Step.NOTIFIED, on=day, amount=amount)
        return _move(tx, whole, Story(made, ()), first)


def receive(ctx: Context, number: str, *, amount: Decimal, on: date | None = None) -> Story:
    """Record what a funder paid to the bank."""
    return _moved(ctx, number, on, lambda story, new, day: pure.received(
        story, number=new, on=day, amount=amount))  # fmt: skip


def use(ctx: Context, number: str, *, amount: Decimal, on: date | None = None) -> Story:
    """Record what was spent of a subsidy; of an investment, what goes to the result this year."""
    return _moved(ctx, number, on, lambda story, new, day: pure.used(
        story, number=new, on=day, amount=amount))  # fmt: skip


def carry(ctx: Context, number: str, *, on: date | None = None) -> Story:
    """Carry over what was not used; at the end of the last fiscal year by default."""
    day = on or last_close(ctx.today, start_month(ctx))
    return _moved(ctx, number, day, lambda story, new, when: pure.carried(
        story, number=new, on=when))  # fmt: skip


def start_month(ctx: Context) -> int:
    """Return the month in which fiscal years start here."""
    return books.start_month(project.load(ctx))


def last_close(today: date, month: int) -> date:
    """Return the last day of the fiscal year that ended last; years start in a month."""
    return FiscalYear.of(today, start_month=month).starts - timedelta(days=1)


def account(ctx: Context, number: str, *, on: date | None = None) -> Story:
    """Record that the account of the use of a subsidy was sent to its funder."""
    day = _day(ctx, on)
    with begin(ctx, act="ledger.subsidy") as tx:
        story = subsidies.numbered(tx.db, number)
        if day < story.subsidy.notified_on:
            raise RefusedError("Un compte rendu suit la notification.", remedy="Vérifiez sa date.")
        subsidies.account(tx, story.subsidy.number, day)
        return replace(story, accounted_on=day)


def cancel(ctx: Context, number: str) -> Movement:
    """Take back a movement by its opposite entry, dated today: the last one first.

    Raises:
        RefusedError: another one came after it, or it is cancelled already.
    """
    today = ctx.act_on()
    whole = project.load(ctx)
    with begin(ctx, act="ledger.subsidy") as tx:
        story = subsidies.numbered(tx.db, number)
        wanted = number.strip().upper()
        made = next(one for one in story.movements if one.number == wanted)
        if made.cancelled_on:
            raise RefusedError(f"{wanted} est déjà annulé.", remedy="Il n’y a rien à faire.")
        last = [one for one in story.movements if not one.cancelled_on][-1]
        if last.number != wanted:
            raise RefusedError(
                f"{last.number} ({last.step.french}) a suivi {wanted}.",
                remedy=f"Annulez d’abord {last.number}.",
            )
        if entry := subsidy_entry(story.subsidy, made):
            books.post(tx, whole, [entry.taken_back(today)])
        subsidies.cancel(tx, wanted, today)
    return made


def listing(ctx: Context) -> list[Story]:
    with reading(ctx) as db:
        return subsidies.stories(db)


def shown(ctx: Context, number: str) -> Story:
    with reading(ctx) as db:
        return subsidies.numbered(db, number)


def account_by(story: Story, month: int) -> date:
    """Return the last day to send the account of the use of a subsidy; years start in a month."""
    return pure.account_by(FiscalYear.of(story.subsidy.ends, start_month=month).ends)


def _day(ctx: Context, on: date | None) -> date:
    today = ctx.act_on()
    if on and on > today:
        raise RefusedError("Ce jour est à venir.", remedy="Vérifiez la date.")
    return on or today


def _moved(
    ctx: Context, number: str, on: date | None, make: Callable[[Story, str, date], Movement]
) -> Story:
    day = _day(ctx, on)
    whole = project.load(ctx)
    with begin(ctx, act="ledger.subsidy") as tx:
        books.refuse_closed(tx.db, day)
        story = subsidies.numbered(tx.db, number)
        if not any(not one.cancelled_on for one in story.movements):
            raise RefusedError(
                f"La subvention {story.subsidy.number} est annulée.",
                remedy="Notifiez-la de nouveau.",
            )
        made = make(story, next_number(tx.db, series=SUBSIDY, year=day.year), day)
        return _move(tx, whole, story, made)


def _move(tx: Transaction, whole: project.Project, story: Story, made: Movement) -> Story:
    subsidies.move(tx, story.subsidy.number, made)
    if entry := subsidy_entry(story.subsidy, made):
        books.post(tx, whole, [entry])
    return replace(story, movements=(*story.movements, made))


def _filed(ctx: Context, path: Path, funder: str) -> str:
    """File the document that grants a subsidy, unless it is filed already."""
    try:
        title = f"Subvention, {on_one_line(funder)}"
        return adding.add(ctx, Adding(path=path, kind=DOCUMENT, title=title)).document.reference
    except InputError:
        with reading(ctx) as db:
            same = filed.with_content(db, sha256(path.read_bytes())) if path.is_file() else None
        if same is None:
            raise
        return same.reference
