"""What one check run found, ready to be written in any format."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from comptoir.finding import Severity
from comptoir.rules.engine import Group, Skipped, grouped
from comptoir.rules.fault import Judged
from comptoir.rules.rule import Rule

TEMPLATE_SHARE = 2  # a fault on more than one page in two comes from the template


@dataclass(frozen=True, kw_only=True)
class Report:
    """Findings, sorted; what was read; which rules were left out, and why."""

    today: date
    rules: tuple[Rule, ...]  # those that were applied
    findings: tuple[Judged, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)  # things read, in French
    known: int = 0  # findings of the baseline, left out
    mended: int = 0  # findings of the baseline that are gone
    things: tuple[str, str] = ("page", "pages")  # what a fault may repeat on
    waivable: bool = True  # what was read belongs to a project, which keeps its waivers

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """Live findings, the same fault said once."""
        return grouped(finding for finding in self.findings if not finding.waived)

    @cached_property
    def waived(self) -> tuple[Group, ...]:
        return grouped(finding for finding in self.findings if finding.waived)

    @property
    def undecided(self) -> tuple[Skipped, ...]:
        return tuple(rule for rule in self.skipped if rule.undecided)

    def count(self, severity: Severity) -> int:
        """Return how many distinct faults have this severity."""
        return sum(group.finding.severity is severity for group in self.groups)

    @property
    def blocking(self) -> bool:
        return any(finding.blocking for finding in self.findings)

    def fails(self, *, strict: bool = False) -> bool:
        return self.blocking or (strict and self.count(Severity.WARNING) > 0)

    def by_page(self, pages: int) -> tuple[Judged, ...]:
        """Return each finding at its own page, and once what the template repeats everywhere.

        Args:
            pages: how many pages there are.
        """
        found: list[Judged] = []
        for group in (*self.groups, *self.waived):
            finding = self._held_lightly(group.finding)
            shared = finding.pages * TEMPLATE_SHARE > pages and finding.pages > 1
            if shared:
                found.append(finding)
            else:
                found.extend(replace(finding, at=at, pages=1) for at in group.places)
        return tuple(sorted(found))

    @property
    def for_publishing(self) -> tuple[Judged, ...]:
        """The findings, those that hold no page back made light."""
        return tuple(map(self._held_lightly, self.findings))

    def _held_lightly(self, finding: Judged) -> Judged:
        """An error that holds no page back is a warning for whoever publishes."""
        holds = next((rule.holds for rule in self.rules if rule.code == finding.code), True)
        return (
            finding if holds else replace(finding, severity=min(finding.severity, Severity.WARNING))
        )


def joined(reports: Sequence[Report]) -> Report:
    """Put several runs together."""
    first = reports[0]
    rules = {rule.code: rule for report in reports for rule in report.rules}
    skipped = {s.code: s for report in reports for s in report.skipped if s.code not in rules}
    counts: dict[str, int] = {}
    for report in reports:
        counts |= report.counts
    return Report(
        today=first.today,
        rules=tuple(rules[code] for code in sorted(rules)),
        findings=tuple(sorted(f for report in reports for f in report.findings)),
        skipped=tuple(skipped[code] for code in sorted(skipped)),
        counts=counts,
        waivable=all(report.waivable for report in reports),
    )
