"""`comptoir check --baseline`: keep and read what an old site is known to have."""

from pathlib import Path

from comptoir.errors.french import os_error
from comptoir.readers.files import read_text
from comptoir.rules import baseline
from comptoir.rules.report import Report


def write(report: Report, path: Path) -> int:
    """Write what was found as the baseline; return how many findings it holds."""
    try:
        path.write_text(baseline.written(report), encoding="utf-8")
    except OSError as error:
        raise os_error(error) from error
    return sum(not finding.waived for finding in report.findings)


def apply(report: Report, path: Path) -> Report:
    """Leave out what the baseline knows."""
    return baseline.without(report, read_text(path), shown=str(path))
