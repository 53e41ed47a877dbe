"""What a check found: a value, sorted, counted and printed, never an exception."""

from dataclasses import dataclass, field
from enum import IntEnum

from comptoir.errors import Place


class Severity(IntEnum):
    """How much a finding weighs; only an error blocks."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def french(self) -> str:
        return {1: "information", 2: "avertissement", 3: "erreur"}[self.value]


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One fault against one rule, at one place, with what to do.

    It never holds personal data: reports go to CI logs and to colleagues.
    """

    at: Place
    code: str
    severity: Severity = field(compare=False)
    found: str
    remedy: str = ""
    basis: str = ""
    title: str = field(default="", compare=False)
    pages: int = field(default=1, compare=False)  # how many pages repeat it
    waived: str = field(default="", compare=False)  # the reason of the waiver that covers it

    @property
    def blocking(self) -> bool:
        return self.severity is Severity.ERROR and not self.waived
