"""When VAT is due, and how near a turnover is to a threshold."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from comptoir.errors import Place

ZERO = Decimal("0.00")


@dataclass(frozen=True, kw_only=True)
class TaxPoint:
    """The VAT of one operation, and the day on which the books made it due."""

    id: str = "F-2026-0001"
    nature: str = "goods"  # goods, services
    deposit: bool = False  # the operation is a payment before the supply
    on_debits: bool = False
    supplied_on: date | None = None
    invoiced_on: date | None = None
    paid_on: date | None = None
    due_on: date | None = None  # None: not due yet

    def at(self, part: str = "") -> Place:
        return Place(self.id, field=part)


@dataclass(frozen=True, kw_only=True)
class Turnover:
    """Sales of a calendar year, without VAT."""

    year: int = 2026
    goods: Decimal = ZERO
    services: Decimal = ZERO
    lucrative: Decimal = ZERO  # of an association: receipts of its accessory trade

    def at(self, part: str = "") -> Place:
        return Place(f"année {self.year}", field=part)
