"""Annotations that GitHub Actions shows beside the lines (workflow commands)."""

from comptoir.finding import Severity
from comptoir.rules.engine import Group
from comptoir.rules.fault import Verdict
from comptoir.rules.report import Report
from comptoir.rules.reports.text_report import summary

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def annotations(report: Report) -> str:
    """Write one annotation a fault, then the summary."""
    lines = [_annotation(group) for group in report.groups]
    return "\n".join([*lines, *summary(report)])


def _annotation(group: Group) -> str:
    finding = group.finding
    pages = f" ({finding.pages} pages)" if finding.pages > 1 else ""
    said = f"{finding.found[:1].upper()}{finding.found[1:]}{pages} {finding.remedy}".strip()
    values = {"file": finding.at.path, "line": str(finding.at.line or 1)}
    verdict = "" if finding.verdict is Verdict.FAULT else f" ({finding.verdict.french})"
    values["title"] = f"{finding.code} {finding.title}{verdict}"
    fields = ",".join(f"{name}={_value(value)}" for name, value in values.items() if value)
    return f"::{COMMANDS[finding.severity]} {fields}::{_data(f'{said} Source : {finding.basis}')}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _value(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
