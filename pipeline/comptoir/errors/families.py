"""The families of errors and their exit codes (DESIGN, § 2)."""

from collections.abc import Sequence
from dataclasses import dataclass

from comptoir.errors.place import Place


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong, where, and how to mend it.

    `found` never holds personal data; `value` may, so only a terminal ever shows it.
    """

    found: str
    remedy: str = ""
    at: Place | None = None
    value: str = ""

    def __str__(self) -> str:
        where = f"{self.at} : " if self.at and str(self.at) else ""
        return " ".join(part for part in (f"{where}{self.found}", self.remedy) if part)


class ComptoirError(Exception):
    """Something that the user can understand and mend."""

    exit_code = 70

    def __init__(
        self,
        found: str = "",
        *,
        remedy: str = "",
        at: Place | None = None,
        value: str = "",
        faults: Sequence[Fault] = (),
    ) -> None:
        self.faults: tuple[Fault, ...] = tuple(faults) or (Fault(found, remedy, at, value),)
        super().__init__("\n".join(map(str, self.faults)))


class InputError(ComptoirError):
    """What was given cannot be read or is not what is expected."""

    exit_code = 2


class RefusedError(ComptoirError):
    """The act is understood, and a rule of law or of the house forbids it."""

    exit_code = 3


class OutsideError(ComptoirError):
    """Something outside failed: a mail server, a network, a disk."""

    exit_code = 4
