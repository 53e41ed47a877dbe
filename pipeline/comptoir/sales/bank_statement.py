"""Lines of a bank account."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class BankLine:
    """One movement: received when its amount is positive, paid out when negative."""

    on: date
    amount: Decimal
    label: str
    reference: str = ""  # given by the bank, unique in the account


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A file, and its lines in order."""

    shown: str
    format: str
    account: str  # its last digits as the file says it; empty when it does not
    lines: tuple[BankLine, ...]

    def marks(self, account: str) -> Iterator[tuple[str, BankLine]]:
        """Return each line with a mark that is the same whenever a file brings it again.

        Two lines that are alike in every way are two movements: their rank tells them apart.

        Args:
            account: name of the account in the base.
        """
        seen: Counter[tuple[object, ...]] = Counter()
        for line in self.lines:
            told = (account, line.on, line.amount, line.reference or _plain(line.label))
            seen[told] += 1
            said = "\0".join(map(str, (*told, seen[told])))
            yield hashlib.sha256(said.encode()).hexdigest(), line


def _plain(label: str) -> str:
    return " ".join(label.split()).casefold()


def in_order(lines: Sequence[BankLine]) -> tuple[BankLine, ...]:
    """Sort by day: banks give the newest first, or last."""
    return tuple(sorted(lines, key=lambda line: line.on))
