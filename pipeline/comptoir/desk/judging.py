"""Judge one thing by the rules before it leaves: errors refuse it, the rest is told."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from comptoir.desk import waivers
from comptoir.desk.project import Project
from comptoir.desk.scopes import scope_of
from comptoir.errors import Fault, RefusedError
from comptoir.finding import Severity
from comptoir.rules import waiving
from comptoir.rules.engine import Plan
from comptoir.rules.fault import Judged
from comptoir.rules.registry import rules_in


@dataclass(slots=True)
class Judge:
    """The rules of some folders, by the law of a day, with the waivers of the project.

    Args:
        project: whose documents are judged.
        folders: of `comptoir.rules`.
        on: the day whose law applies: that of the document.
        today: the day on which waivers must still stand.
    """

    project: Project
    folders: Sequence[str]
    on: date
    today: date
    _plan: Plan = field(init=False)

    def __post_init__(self) -> None:
        self._plan = Plan(rules_in(*self.folders), scope_of(self.project, on=self.on))

    def findings(self, things: Iterable[Any]) -> list[Judged]:
        """Return what the rules find in these things, the heaviest first."""
        found = [finding for thing in things for finding in self._plan.judge(thing)]
        kept, _ = waiving.apply(waivers.read(self.project.root)[0], found, today=self.today)
        return sorted(kept, key=lambda one: (-one.severity, one.code, one.at))


def refuse_or_tell(found: Sequence[Judged]) -> list[str]:
    """Return what is worth knowing, in French, one sentence a finding.

    Raises:
        RefusedError: something blocks.
    """
    if any(finding.blocking for finding in found):
        raise RefusedError(faults=[_fault(finding) for finding in found if finding.blocking])
    told = (one for one in found if one.severity is Severity.WARNING and not one.waived)
    return list(dict.fromkeys(f"{one.code} : {one.found} {one.remedy}".strip() for one in told))


def _fault(finding: Judged) -> Fault:
    return Fault(
        f"{finding.found.removesuffix('.')} ({finding.code} ; {finding.basis}).", finding.remedy
    )
