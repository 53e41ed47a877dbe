"""The report for programs: one document, stable keys."""

import json
from collections.abc import Iterable
from typing import Any

from comptoir import __version__
from comptoir.errors import Place
from comptoir.finding import Finding, Severity
from comptoir.rules.engine import Group, Skipped
from comptoir.rules.pages import waiver_help, without_project
from comptoir.rules.report import Report
from comptoir.rules.rule import Rule

SCHEMA = 1


def document(report: Report) -> dict[str, Any]:
    """Return what the JSON report says."""
    rules = {rule.code: rule for rule in report.rules}
    return {
        "schema": SCHEMA,
        "tool": {"name": "comptoir", "version": __version__},
        "today": report.today.isoformat(),
        "summary": {
            "errors": report.count(Severity.ERROR),
            "warnings": report.count(Severity.WARNING),
            "infos": report.count(Severity.INFO),
            "waived": len(report.waived),
            "blocking": report.blocking,
            "rules": len(report.rules),
            "baseline": {"known": report.known, "mended": report.mended},
        },
        "checked": {thing.partition("|")[0]: count for thing, count in report.counts.items()},
        "findings": [
            _finding(group, rules.get(group.finding.code), waivable=report.waivable)
            for group in (*report.groups, *report.waived)
        ],
        "undecided": _skipped(report.undecided),
        "not_applicable": _skipped(rule for rule in report.skipped if not rule.undecided),
        "says": "no claim of lawfulness or accessibility is made",
    }


def told(finding: Finding, places: Iterable[Place]) -> dict[str, Any]:
    """Return what every finding says, whatever found it."""
    return {
        "code": finding.code,
        "title": finding.title,
        "severity": finding.severity.name.lower(),
        "found": finding.found,
        "remedy": finding.remedy,
        "basis": finding.basis,
        "pages": finding.pages,
        "places": [_place(place) for place in places],
        "waived": finding.waived,
    }


def _finding(group: Group, rule: Rule | None, *, waivable: bool) -> dict[str, Any]:
    return {
        **told(group.finding, group.places),
        "verdict": group.finding.verdict.value,
        "status": rule.status.name.lower() if rule else "",
        "waiver": _waiver(rule, waivable=waivable),
    }


def _waiver(rule: Rule | None, *, waivable: bool) -> str:
    if rule is None:
        return ""
    return waiver_help(rule) if waivable else without_project(rule.code)


def _place(place: Place) -> dict[str, Any]:
    return {"path": place.path, "line": place.line or None, "field": place.field or None}


def _skipped(rules: Iterable[Skipped]) -> list[dict[str, str]]:
    return [{"code": rule.code, "title": rule.title, "reason": rule.reason} for rule in rules]


def as_json(report: Report) -> str:
    return json.dumps(document(report), ensure_ascii=False, indent=2)
