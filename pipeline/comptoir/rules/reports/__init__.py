"""Ways to write a report: pure functions from a `Report` to text."""

from collections.abc import Callable

from comptoir.rules.report import Report
from comptoir.rules.reports.github_report import annotations
from comptoir.rules.reports.json_report import as_json, document, told
from comptoir.rules.reports.junit_report import junit
from comptoir.rules.reports.sarif_report import sarif
from comptoir.rules.reports.text_report import summary, text

FORMATS: dict[str, Callable[[Report], str]] = {
    "text": text,
    "json": as_json,
    "sarif": sarif,
    "github": annotations,
    "junit": junit,
}

__all__ = [
    "FORMATS", "annotations", "as_json", "document", "junit", "sarif", "summary", "text", "told",
]  # fmt: skip
