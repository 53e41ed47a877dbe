"""What an online service took for us: payments with their lines, and what pays them out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from comptoir.money import ZERO


class LineKind(StrEnum):
    """What a line of an online payment is for."""

    DUES = "dues"
    GIFT = "gift"
    SALE = "sale"  # a course, a ticket, an article: it has an invoice

    @property
    def french(self) -> str:
        return {"dues": "adhésion", "gift": "don", "sale": "vente"}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class OnlineLine:
    """One line of the service's export."""

    reference: str  # of the payment
    on: date
    kind: LineKind
    amount: Decimal
    email: str = ""
    payout: str = ""  # reference of what the service paid to the bank
    paid_out_on: date | None = None
    has_receipt: bool = False  # the service gave the donor a tax receipt
    row: int = 0  # of the file


@dataclass(frozen=True, slots=True, kw_only=True)
class OnlinePayment:
    """What one person paid at once."""

    reference: str
    on: date
    email: str
    lines: tuple[OnlineLine, ...]

    @property
    def amount(self) -> Decimal:
        return sum((line.amount for line in self.lines), ZERO)

    @property
    def payout(self) -> str:
        return self.lines[0].payout

    def part(self, kind: LineKind) -> Decimal:
        return sum((line.amount for line in self.lines if line.kind is kind), ZERO)

    def amounts(self, kind: LineKind) -> list[Decimal]:
        return [line.amount for line in self.lines if line.kind is kind]

    @property
    def has_receipt(self) -> bool:
        """Whether the service gave a receipt for its gifts."""
        return any(line.has_receipt for line in self.lines if line.kind is LineKind.GIFT)


def payments_of(lines: Iterable[OnlineLine]) -> list[OnlinePayment]:
    """Put together the lines of each payment, in the order of their days.

    >>> from comptoir.money import parse_amount
    >>> one = OnlineLine(
    ...     reference="1", on=date(2026, 9, 5), kind=LineKind.DUES, amount=parse_amount("22")
    ... )
    >>> [str(each.amount) for each in payments_of([one, one])]
    ['44.00']
    """
    by_reference: dict[str, list[OnlineLine]] = {}
    for line in lines:
        by_reference.setdefault(line.reference, []).append(line)
    made = [
        OnlinePayment(reference=reference, on=same[0].on, email=same[0].email, lines=tuple(same))
        for reference, same in by_reference.items()
    ]
    return sorted(made, key=lambda each: (each.on, each.reference))
