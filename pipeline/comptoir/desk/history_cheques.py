"""The cheques and the cash of past seasons: taken to the bank each month, as an office does."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from comptoir.dates import working_day_from
from comptoir.money import ZERO
from comptoir.payments import Cheque, Method, Payment
from comptoir.sales.numbering import DEPOSIT_SLIP
from comptoir.store import Transaction, cheques
from comptoir.store.cheques import Deposited
from comptoir.store.sequences import next_numbers

DEPOSIT_DAY = 5  # of the next month, or the first working day after it


class Numbers:
    """Numbers of a series, given out in the order of the days asked for."""

    def __init__(self, tx: Transaction, series: str, days: Iterable[date]) -> None:
        years = Counter(day.year for day in days)
        self._left = {
            year: iter(next_numbers(tx.db, series=series, year=year, count=count))
            for year, count in sorted(years.items())
        }

    def next(self, day: date) -> str:
        return next(self._left[day.year])


@dataclass(frozen=True, slots=True)
class Slip:
    """A past deposit: a month of cheques or cash, taken to the bank early in the next."""

    made: Deposited
    payments: frozenset[str]


def deposits(tx: Transaction, paid: Sequence[Payment]) -> list[Slip]:
    """Return the deposits of past cheques and cash; those of the running month are in hand."""
    months: dict[tuple[date, Method], list[Payment]] = {}
    for one in paid:
        if one.method in (Method.CHEQUE, Method.CASH):
            day = one.received_on
            after = date(day.year + day.month // 12, day.month % 12 + 1, DEPOSIT_DAY)
            months.setdefault((working_day_from(after), one.method), []).append(one)
    past = sorted(each for each in months if each[0] <= tx.ctx.today)
    numbers = Numbers(tx, DEPOSIT_SLIP, (day for day, _ in past))
    return [_slip(numbers.next(day), day, months[day, method]) for day, method in past]


def _slip(number: str, day: date, paid: Sequence[Payment]) -> Slip:
    by_cheque = frozenset(one.number for one in paid if one.method is Method.CHEQUE)
    amount = sum((one.amount for one in paid), ZERO)
    made = Deposited(number=number, on=day, amount=amount, cheques=len(by_cheque))
    return Slip(made, by_cheque)


def write(
    tx: Transaction, paid: Sequence[Payment], at: dict[str, int], slips: Sequence[Slip]
) -> None:
    """Write past cheques, each with its deposit if it had one."""
    ids = cheques.add_deposits(tx, [slip.made for slip in slips])
    deposited = {
        number: id_ for slip, id_ in zip(slips, ids, strict=True) for number in slip.payments
    }
    by_cheque = [one for one in paid if one.method is Method.CHEQUE]
    cheques.add(
        tx,
        [
            (
                at[one.number],
                Cheque(amount=one.amount, planned_on=one.received_on, number=one.reference),
                deposited.get(one.number),
            )
            for one in by_cheque
        ],
    )
