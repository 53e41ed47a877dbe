"""Judge things by rules: who is concerned, what weighs how much, what is repeated."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from comptoir.errors import Place
from comptoir.finding import Severity
from comptoir.rules.applies import Answer, Scope
from comptoir.rules.fault import Fault, Judged, Verdict
from comptoir.rules.rule import Rule, Run


@dataclass(frozen=True, slots=True)
class Skipped:
    """A rule that was not applied, and why; `undecided` when the profile does not say."""

    code: str
    title: str
    reason: str
    undecided: bool = False


class Plan:
    """The rules that concern a publisher on a day, ready to judge one thing after another.

    Each thing is judged by itself, so that pages can be judged in any order and in any process.
    """

    def __init__(self, rules: Iterable[Rule], scope: Scope) -> None:
        self.scope = scope
        self.skipped: list[Skipped] = []
        self.rules: list[Rule] = []
        self._runs: dict[type, list[tuple[Rule, Run, Severity, str]]] = {}
        for rule in rules:
            answer = rule.concerns(scope)
            if answer.answer is Answer.YES:
                self._add(rule)
            else:
                undecided = answer.answer is Answer.UNKNOWN
                self.skipped.append(Skipped(rule.code, rule.title, answer.reason, undecided))

    def _add(self, rule: Rule) -> None:
        self.rules.append(rule)
        weight, coming = rule.weight(self.scope), rule.coming(self.scope)
        for surface, run in rule.checks.items():
            self._runs.setdefault(surface, []).append((rule, run, weight, coming))

    def judge(self, thing: Any) -> list[Judged]:
        """Return what the rules of this kind of thing find in it."""
        found: list[Judged] = []
        for rule, run, weight, coming in self._runs.get(type(thing), ()):
            for fault in run(thing, self.scope):
                found.append(judged(rule, fault, weight, coming=coming))
        return found


def judged(rule: Rule, fault: Fault, weight: Severity, *, coming: str = "") -> Judged:
    """Weigh a fault; `coming` says from when the law asks for it, when that day is to come."""
    severity = min(weight, fault.severity or weight)
    if fault.verdict is Verdict.TO_CHECK:
        severity = min(severity, Severity.WARNING)
    return Judged(
        at=fault.at,
        code=rule.code,
        severity=severity,
        found=f"{fault.found}.",
        remedy=" ".join(filter(None, (fault.remedy, coming))),
        basis=rule.basis,
        title=rule.title,
        verdict=fault.verdict,
        about=fault.about,
        stops=rule.stops and severity is Severity.ERROR,
    )


@dataclass(frozen=True, slots=True)
class Group:
    """The same fault in several places: one thing to mend, said once."""

    finding: Judged
    places: tuple[Place, ...] = field(default=())


def grouped(findings: Iterable[Judged]) -> tuple[Group, ...]:
    """Put together the findings that say the same; the heaviest first, then by code and place."""
    found: dict[tuple[str, str, str, Severity, str], list[Judged]] = {}
    for finding in findings:
        key = (finding.code, finding.found, finding.remedy, finding.severity, finding.waived)
        found.setdefault(key, []).append(finding)
    groups = [_group(sorted(same)) for same in found.values()]
    return tuple(sorted(groups, key=_weight))


def _group(same: Sequence[Judged]) -> Group:
    pages = len({finding.at.path for finding in same})
    return Group(replace(same[0], pages=pages), tuple(finding.at for finding in same))


def _weight(group: Group) -> tuple[int, str, Place, str]:
    finding = group.finding
    return (-finding.severity, finding.code, finding.at, finding.found)
