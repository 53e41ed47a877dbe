"""JUnit XML: each rule is a test, its errors are failures."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from comptoir.errors import Place
from comptoir.finding import Severity
from comptoir.rules.engine import Group
from comptoir.rules.report import Report
from comptoir.rules.rule import Rule
from comptoir.text import on_one_line

# What XML 1.0 (§ 2.2) forbids; a file may be named so.
_FORBIDDEN = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(report: Report) -> str:
    """Write the report as one suite of rules."""
    by_code: dict[str, list[Group]] = {}
    for group in report.groups:
        by_code.setdefault(group.finding.code, []).append(group)
    failed = sum(_fails(groups) for groups in by_code.values())
    root = Element("testsuites", name="comptoir check")
    suite = SubElement(
        root,
        "testsuite",
        name="comptoir check",
        tests=str(len(report.rules) + len(report.skipped)),
        failures=str(failed),
        errors="0",
        skipped=str(len(report.skipped)),
        timestamp=f"{report.today.isoformat()}T00:00:00",
        time="0",
    )
    for rule in report.rules:
        _case(suite, rule, by_code.get(rule.code, []))
    for skipped in report.skipped:
        case = _bare(suite, skipped.code, skipped.title)
        SubElement(case, "skipped", message=on_one_line(skipped.reason))
    indent(root)
    written = _FORBIDDEN.sub("\ufffd", tostring(root, encoding="unicode"))
    return f'<?xml version="1.0" encoding="utf-8"?>\n{written}'


def _fails(groups: list[Group]) -> bool:
    return any(group.finding.severity is Severity.ERROR for group in groups)


def _bare(suite: Element, code: str, title: str) -> Element:
    name = on_one_line(f"{code} {title}")
    return SubElement(suite, "testcase", classname=f"comptoir.{code[:3]}", name=name, time="0")


def _case(suite: Element, rule: Rule, groups: list[Group]) -> None:
    case = _bare(suite, rule.code, rule.title)
    lighter = [group for group in groups if group.finding.severity is not Severity.ERROR]
    for group in groups:
        if group.finding.severity is Severity.ERROR:
            finding = group.finding
            failure = SubElement(
                case, "failure", message=on_one_line(finding.found), type=finding.verdict.value
            )
            failure.text = "\n".join([*_lines(group), finding.remedy, f"Source : {finding.basis}"])
    if lighter:
        said = (line for group in lighter for line in _lighter(group))
        SubElement(case, "system-out").text = "\n".join(said)


def _lines(group: Group) -> Iterator[str]:
    for place in group.places[:20]:
        yield _place(place)


def _lighter(group: Group) -> Iterator[str]:
    finding = group.finding
    word = f"{finding.severity.french}, {finding.verdict.french}"
    yield f"{word} : {_place(finding.at)} : {finding.found} {finding.remedy}"


def _place(place: Place) -> str:
    return f"{place.path}:{place.line}" if place.line else place.path
