"""SARIF 2.1.0 (OASIS), for code scanning services and editors."""

import hashlib
import json
from typing import Any
from urllib.parse import quote

from comptoir import __version__
from comptoir.errors import Place
from comptoir.finding import Severity
from comptoir.rules.engine import Group
from comptoir.rules.report import Report
from comptoir.rules.rule import Rule

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
MOST_PLACES = 50  # of one result; services refuse long lists


def log(report: Report) -> dict[str, Any]:
    """Return the SARIF log of a report."""
    index = {rule.code: rank for rank, rule in enumerate(report.rules)}
    groups = (*report.groups, *report.waived)
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "comptoir",
                        "version": __version__,
                        "informationUri": "https://comptoir.example.org/",
                        "language": "fr",
                        "rules": [_rule(rule) for rule in report.rules],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "originalUriBaseIds": {"SRCROOT": {"description": {"text": "Dossier du projet"}}},
                "results": [_result(group, index) for group in groups],
            }
        ],
    }


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": "".join(word.capitalize() for word in rule.module.rsplit(".", 1)[-1].split("_")),
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.doc.summary or rule.title},
        "help": {"text": f"{rule.doc.summary}\n\nSource : {rule.basis}\nBiais : {rule.doc.bias}"},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {"tags": [rule.family], "status": rule.status.value},
    }


def _result(group: Group, index: dict[str, int]) -> dict[str, Any]:
    finding = group.finding
    said = f"{finding.found[:1].upper()}{finding.found[1:]} {finding.remedy}".strip()
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "level": LEVELS[finding.severity],
        "message": {"text": f"{said} (Source : {finding.basis})"},
        "locations": [_location(place) for place in group.places[:1]],
        "relatedLocations": [
            {"id": rank, **_location(place)}
            for rank, place in enumerate(group.places[1:MOST_PLACES], 1)
        ],
        "occurrenceCount": max(1, len(group.places)),
        "partialFingerprints": {"comptoir/v1": _fingerprint(group)},
        "properties": {"verdict": finding.verdict.value},
    }
    if finding.code in index:
        result["ruleIndex"] = index[finding.code]
    if finding.waived:
        result["suppressions"] = [{"kind": "external", "justification": finding.waived}]
    return result


def _location(place: Place) -> dict[str, Any]:
    path = place.path.lstrip("/") or "."
    artifact: dict[str, Any] = {"uri": quote(path, safe="/", errors="surrogateescape")}
    if not place.path.startswith("/"):
        artifact["uriBaseId"] = "SRCROOT"
    physical: dict[str, Any] = {"artifactLocation": artifact}
    if place.line:
        physical["region"] = {"startLine": place.line}
    return {"physicalLocation": physical}


def _fingerprint(group: Group) -> str:
    finding = group.finding
    key = f"{finding.code}\n{finding.at.path}\n{finding.found}"
    return hashlib.sha256(key.encode("utf-8", "surrogateescape")).hexdigest()[:32]


def sarif(report: Report) -> str:
    return json.dumps(log(report), ensure_ascii=False, indent=2)
