"""Entries, a FEC, and the software that records payments."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from comptoir.errors import Place

ZERO = Decimal("0.00")


@dataclass(frozen=True, kw_only=True)
class EntryLine:
    account: str = ""
    debit: Decimal = ZERO
    credit: Decimal = ZERO
    label: str = ""


@dataclass(frozen=True, kw_only=True)
class EntryRow:
    """One entry as the books hold it, well made or not."""

    id: str = "1"
    journal: str = "VE"
    on: date | None = None
    voucher: str = ""
    origin: str = ""  # what the entry comes from: invoice, payment, dues, gift, discount…
    lines: tuple[EntryLine, ...] = ()
    validated_on: date | None = None
    changed: bool = False  # differs from what was validated
    software: str = ""

    def at(self, part: str = "") -> Place:
        return Place(f"écriture {self.id}", field=part)

    def sum(self, prefix: str) -> Decimal:
        """Return debit less credit of the accounts that begin so."""
        mine = (line for line in self.lines if line.account.startswith(prefix))
        return sum((line.debit - line.credit for line in mine), ZERO)


@dataclass(frozen=True, kw_only=True)
class CashBox:
    """What the cash account came to at the end of each day."""

    id: str = "530"
    balances: Mapping[str, Decimal] = field(default_factory=dict)  # ISO day → balance

    def at(self, part: str = "") -> Place:
        return Place(f"caisse {self.id}", field=part)
