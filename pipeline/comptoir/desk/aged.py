"""`comptoir ledger aged`: who owes what, since when; compared with the balance of 411."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from comptoir.context import Context
from comptoir.desk import books
from comptoir.desk.project import load
from comptoir.law import chart
from comptoir.ledger.aged import BANDS, AgedRow, Owed, aged
from comptoir.money import ZERO
from comptoir.store import balances, billing, ledger, reading


@dataclass(frozen=True, slots=True, kw_only=True)
class AgedBalance:
    """The aged balance of a day, and how far the journal agrees."""

    rows: tuple[AgedRow, ...]
    totals: tuple[Decimal, ...]  # by band
    total: Decimal
    booked: Decimal | None  # balance of 411; none where no journal is kept
    doubtful: Decimal = ZERO  # balance of 416
    apart: Mapping[str, Decimal] = field(
        default_factory=dict
    )  # journal less documents, by customer


def balance(ctx: Context) -> AgedBalance:
    """Return what is left to pay today by customer and lateness.

    Each customer's row is compared with their account in the journal, to the cent.
    """
    project = load(ctx)
    with reading(ctx) as db:
        owed = billing.owed(db, ctx.today)
        accounts = (
            balances.balances_before(db, ctx.today + timedelta(days=1))
            if books.keeps(project)
            else None
        )
        if accounts:
            owed += _taken_over(owed, accounts, ledger.taken_over(db, chart.CUSTOMERS))
    rows = aged(owed, ctx.today)
    totals = tuple(sum((row.bands[i] for row in rows), ZERO) for i in range(len(BANDS) + 1))
    told = AgedBalance(rows=tuple(rows), totals=totals, total=sum(totals, ZERO), booked=None)
    if accounts is None:
        return told
    booked = _by_party(accounts, chart.CUSTOMERS)
    doubted = _by_party(accounts, chart.DOUBTFUL)
    apart = {
        **_apart(booked, [row for row in rows if not row.doubtful]),
        **_apart(doubted, [row for row in rows if row.doubtful]),
    }
    return AgedBalance(
        rows=told.rows,
        totals=told.totals,
        total=told.total,
        booked=sum(booked.values(), ZERO),
        doubtful=sum(doubted.values(), ZERO),
        apart=apart,
    )


def _by_party(accounts: Mapping[tuple[str, str], Decimal], account: str) -> dict[str, Decimal]:
    return {party: amount for (name, party), amount in accounts.items() if name == account}


def _apart(booked: Mapping[str, Decimal], rows: Iterable[AgedRow]) -> dict[str, Decimal]:
    """Return what the journal and the documents differ by, by customer."""
    told: dict[str, Decimal] = {}
    for row in rows:
        told[row.party] = told.get(row.party, ZERO) + row.total
    return {
        party: booked.get(party, ZERO) - told.get(party, ZERO)
        for party in sorted({*booked, *told})
        if booked.get(party, ZERO) != told.get(party, ZERO)
    }


def _taken_over(
    owed: Iterable[Owed], accounts: Mapping[tuple[str, str], Decimal], since: Mapping[str, date]
) -> list[Owed]:
    """Return what is left of the debts that a former journal handed over, due since then."""
    told: dict[str, Decimal] = {}
    for one in owed:
        if not one.doubtful:
            told[one.party] = told.get(one.party, ZERO) + one.amount
    left = {
        party: accounts.get((chart.CUSTOMERS, party), ZERO) - told.get(party, ZERO)
        for party in since
    }
    return [
        Owed(party=party, due_on=since[party], amount=amount)
        for party, amount in left.items()
        if amount
    ]
