"""Adopt the checker on an old site: what was found on a day is known, only the rest counts.

A finding is known by its rule, its file and its words, never by its line, which moves; found more
often than it was, the surplus is new.
"""

import json
from collections import Counter
from dataclasses import replace
from typing import Any

from comptoir.errors import InputError, Place
from comptoir.rules.fault import Judged
from comptoir.rules.report import Report

SCHEMA = 1
Key = tuple[str, str, str]


def written(report: Report) -> str:
    """Return the text of a baseline: what a report found and no waiver covers."""
    counts = Counter(map(_key, _live(report)))
    rows = [
        {"code": code, "path": path, "found": found, "count": counts[code, path, found]}
        for code, path, found in sorted(counts)
    ]
    whole = {"schema": SCHEMA, "written_on": report.today.isoformat(), "findings": rows}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def without(report: Report, text: str, *, shown: str) -> Report:
    """Return a report without what a baseline already knows.

    Args:
        report: what is found today.
        text: the baseline.
        shown: its file, as errors name it.

    Raises:
        InputError: the file is no baseline.
    """
    left = _read(text, shown)
    kept, known = [], 0
    for finding in report.findings:
        key = _key(finding)
        if not finding.waived and left[key] > 0:
            left[key] -= 1
            known += 1
        else:
            kept.append(finding)
    applied = {rule.code for rule in report.rules}
    mended = sum(count for (code, _, _), count in left.items() if code in applied and count > 0)
    return replace(report, findings=tuple(kept), known=known, mended=mended)


def _live(report: Report) -> list[Judged]:
    return [finding for finding in report.findings if not finding.waived]


def _key(finding: Judged) -> Key:
    return finding.code, finding.at.path, finding.found


def _read(text: str, shown: str) -> Counter[Key]:
    try:
        data: Any = json.loads(text)
        rows = [(str(r["code"]), str(r["path"]), str(r["found"]), int(r["count"]))
                for r in data["findings"]]  # fmt: skip
    except (ValueError, KeyError, TypeError):
        raise InputError(
            "ce fichier n’est pas une référence de comptoir check.",
            remedy="Écrivez-la avec comptoir check --write-baseline FICHIER.",
            at=Place(shown),
        ) from None
    return Counter({(code, path, found): count for code, path, found, count in rows})
