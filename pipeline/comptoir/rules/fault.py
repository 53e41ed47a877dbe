"""What a rule says of one thing it read, before the engine weighs it."""

from dataclasses import dataclass, field
from enum import Enum

from comptoir.errors import Place
from comptoir.finding import Finding, Severity


class Verdict(Enum):
    """Three answers that are not the same: absent, wrong, not for a program to decide."""

    MISSING = "missing"
    FAULT = "fault"
    TO_CHECK = "to-check"

    @property
    def french(self) -> str:
        return {"missing": "manque", "fault": "faute", "to-check": "à vérifier"}[self.value]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong; it never holds personal data.

    Args:
        at: where.
        found: what is found, the same words for the same fault on every page.
        remedy: what to do.
        verdict: a doubt (`TO_CHECK`) never blocks.
        severity: lighter than the rule's own, for a lesser case of it.
        about: the file that it speaks of, when it stands in another; waivers may name either.
    """

    at: Place
    found: str
    remedy: str = ""
    verdict: Verdict = Verdict.FAULT
    severity: Severity | None = None
    about: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Judged(Finding):
    """A finding of a rule, with its verdict."""

    verdict: Verdict = field(default=Verdict.FAULT, compare=False)
    about: str = field(default="", compare=False)
    stops: bool = field(default=False, compare=False)  # stops a whole publication, not one page
