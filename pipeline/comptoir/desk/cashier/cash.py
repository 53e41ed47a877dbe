"""`comptoir payment cash` and `count`: the cash book, what is in the box, and what is missing."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from comptoir.bookkeeping import deposit_entry, gap_entry
from comptoir.context import Context
from comptoir.dates import end_of_month
from comptoir.desk import books, project
from comptoir.errors import RefusedError
from comptoir.money import ZERO, french_amount
from comptoir.sales.numbering import CASH_COUNT, DEPOSIT_SLIP
from comptoir.store import begin, cash, cheques, reading
from comptoir.store.cash import Count, Movement
from comptoir.store.cheques import Deposited
from comptoir.store.sequences import next_number
from comptoir.text import on_one_line


@dataclass(frozen=True, slots=True, kw_only=True)
class CashBook:
    """The cash book of a month."""

    first: date
    last: date
    opening: Decimal
    movements: tuple[Movement, ...]
    counts: tuple[Count, ...]

    @property
    def closing(self) -> Decimal:
        return self.opening + sum((one.amount for one in self.movements), ZERO)


def book(ctx: Context, *, month: date | None = None) -> CashBook:
    """Return the cash book of a month; of the current one unless said."""
    books.refuse_without(project.load(ctx))
    first = (month or ctx.today).replace(day=1)
    last = end_of_month(first)
    with reading(ctx) as db:
        return CashBook(
            first=first,
            last=last,
            opening=cash.held(db, before=first),
            movements=tuple(cash.movements(db, first, last)),
            counts=tuple(cash.counts(db, first, last)),
        )


def count(ctx: Context, counted: Decimal, *, note: str = "", settle: bool = False) -> Count:
    """Record what was counted in the box beside what the books say.

    Args:
        ctx: who counts.
        counted: found in the box.
        note: what explains a gap.
        settle: bring the books to what was counted, by an entry (658, 758).

    Raises:
        RefusedError: a gap is to be settled and nothing explains it.
    """
    today = ctx.act_on()
    if counted < 0:
        raise RefusedError("Une caisse n’est pas négative.", remedy="Vérifiez ce qui est compté.")
    whole = project.load(ctx)
    books.refuse_without(whole)
    with begin(ctx, act="payment.count") as tx:
        expected = cash.held(tx.db)
        gap, said = counted - expected, on_one_line(note)
        if settle and gap and not said:
            raise RefusedError(
                f"Un écart de {french_amount(gap)} ne se passe pas sans explication.",
                remedy="Dites par --note ce qui a été cherché et trouvé.",
            )
        made = Count(
            number=next_number(tx.db, series=CASH_COUNT, year=today.year),
            on=today,
            counted=counted,
            expected=expected,
            booked=gap if settle else ZERO,
            note=said,
            counted_by=ctx.actor.login,
        )
        cash.add_count(tx, made)
        if made.booked:
            books.post(tx, whole, [gap_entry(made.number, today, gap)])
    return made


def to_bank(ctx: Context, amount: Decimal) -> str:
    """Take cash from the box to the bank; return the number of the deposit.

    Raises:
        RefusedError: there is not as much in the box.
    """
    today = ctx.act_on()
    whole = project.load(ctx)
    books.refuse_without(whole)
    with begin(ctx, act="payment.deposit") as tx:
        held = cash.held(tx.db)
        if not ZERO < amount <= held:
            raise RefusedError(
                f"La caisse a {french_amount(held)} : {french_amount(amount)} n’en sortent pas.",
                remedy="Comptez-la : comptoir règlement compter",
            )
        number = next_number(tx.db, series=DEPOSIT_SLIP, year=today.year)
        cheques.add_deposits(tx, [Deposited(number=number, on=today, amount=amount, cheques=0)])
        books.post(tx, whole, [deposit_entry(number, today, amount, cash=True)])
        tx.record("cheque_deposit", number, {"amount": (None, amount)})
    return number
