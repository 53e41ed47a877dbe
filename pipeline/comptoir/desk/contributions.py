"""`comptoir donation value`: volunteers' hours and gifts in kind, valued in class 8."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from comptoir.bookkeeping.contributions import contribution_entry
from comptoir.context import Context
from comptoir.desk import books, project
from comptoir.desk.ledgers import year_named
from comptoir.errors import RefusedError
from comptoir.identifiers import refuse_card_number
from comptoir.members.contributions import YEARLY_HOURS, Contribution, Given, of_hours
from comptoir.money import ZERO
from comptoir.sales.numbering import CONTRIBUTION
from comptoir.store import begin, contributions, reading
from comptoir.store.contributions import KeptContribution
from comptoir.store.sequences import next_number
from comptoir.text import on_one_line


def value(
    ctx: Context,
    given: Given,
    *,
    about: str,
    hours: Decimal = ZERO,
    rate: Decimal = ZERO,
    worth: Decimal = ZERO,
    on: date | None = None,
) -> Contribution:
    """Record a contribution and its entry.

    Args:
        ctx: who acts.
        given: hours, goods, the use of something, services.
        about: what for, without any name.
        hours: of volunteers.
        rate: euros an hour, the one that the organisation chose.
        worth: of what is no hours.
        on: the day, or the last one of a period; today by default.

    Raises:
        RefusedError: no journal is kept here, or hours have no rate.
    """
    today = ctx.act_on()
    whole = project.load(ctx)
    books.refuse_without(whole)
    day = on or today
    if day > today:
        raise RefusedError("Rien n’est donné demain.", remedy="Vérifiez la date.")
    refuse_card_number(about)
    with begin(ctx, act="ledger.contribution") as tx:
        books.refuse_closed(tx.db, day)
        made = Contribution(
            number=next_number(tx.db, series=CONTRIBUTION, year=day.year),
            on=day,
            given=given,
            about=on_one_line(about),
            value=of_hours(hours, rate) if hours else worth,
            hours=hours,
            rate=rate if hours else ZERO,
        )
        contributions.add(tx, made)
        books.post(tx, whole, [contribution_entry(made)])
    return made


def cancel(ctx: Context, number: str) -> Contribution:
    """Take a contribution back by its opposite entry, dated today."""
    today = ctx.act_on()
    whole = project.load(ctx)
    with begin(ctx, act="ledger.contribution") as tx:
        kept = contributions.numbered(tx.db, number)
        if kept.cancelled_on:
            raise RefusedError(
                f"{kept.made.number} est déjà annulée.", remedy="Il n’y a rien à faire."
            )
        books.post(tx, whole, [contribution_entry(kept.made).taken_back(today)])
        contributions.cancel(tx, kept.made.number, today)
    return kept.made


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """What was given in kind in a fiscal year."""

    name: str
    kept: tuple[KeptContribution, ...]

    @property
    def standing(self) -> list[Contribution]:
        return [one.made for one in self.kept if one.cancelled_on is None]

    @property
    def hours(self) -> Decimal:
        return sum((one.hours for one in self.standing), Decimal(0))

    @property
    def full_time(self) -> Decimal:
        """How many people at full time these hours are."""
        return (self.hours / YEARLY_HOURS).quantize(Decimal("0.01"))

    @property
    def by_kind(self) -> dict[Given, Decimal]:
        found: dict[Given, Decimal] = {}
        for one in self.standing:
            found[one.given] = found.get(one.given, ZERO) + one.value
        return found

    @property
    def value(self) -> Decimal:
        return sum(self.by_kind.values(), ZERO)


def of_year(ctx: Context, name: str | None = None) -> Year:
    """Return what was given in kind in a fiscal year, the running one by default."""
    year = year_named(project.load(ctx), name, ctx)
    with reading(ctx) as db:
        kept = contributions.contributions(db, year.starts, year.ends)
    return Year(name=year.name, kept=tuple(kept))
