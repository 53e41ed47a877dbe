"""The cheques of past seasons: taken to the bank month by month, as an office does."""

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
    """A past deposit: the cheques of a month, taken to the bank in the first days of the next."""

    made: Deposited
    payments: frozenset[str]


def deposits(tx: Transaction, paid: Sequence[Payment]) -> list[Slip]:
    """Return the deposits of past cheques; those of the running month are still in hand."""
    months: dict[date, list[Payment]] = {}
    for one in paid:
        if one.method is Method.CHEQUE:
            day = one.received_on
            after = date(day.year + day.month // 12, day.month % 12 + 1, DEPOSIT_DAY)
            months.setdefault(working_day_from(after), []).append(one)
    days = sorted(day for day in months if day <= tx.ctx.today)
    numbers = Numbers(tx, DEPOSIT_SLIP, days)
    return [
        Slip(
            Deposited(
                number=numbers.next(day),
                on=day,
                amount=sum((one.amount for one in months[day]), ZERO),
                cheques=len(months[day]),
            ),
            frozenset(one.number for one in months[day]),
        )
        for day in days
    ]


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
