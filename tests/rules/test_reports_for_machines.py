"""JUnit and GitHub annotations stay readable whatever a file or a finding is called."""

from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir.errors import Place
from comptoir.finding import Severity
from comptoir.rules import reports
from comptoir.rules.engine import Skipped
from comptoir.rules.fault import Judged, Verdict
from comptoir.rules.registry import rule_of
from comptoir.rules.report import Report
from comptoir.rules.reports.sarif_report import log as sarif_log

from rule_trial import TODAY

ANALYTICS, IMAGES = rule_of("CKI006"), rule_of("ACC012")
NASTY = "cent % : a,b\r\n::error::x <&\"'> ]]> é\x00\x0b\x1b\ud800"
NAMES = st.text(st.characters(), min_size=1, max_size=30)


def finding(severity: Severity = Severity.ERROR, **changed: object) -> Judged:
    one = Judged(
        at=Place("output/a b.html", 4),
        code="CKI006",
        severity=severity,
        found="dès son ouverture, la page appelle un service.",
        remedy="Demandez l’accord avant.",
        basis="loi 78-17, art. 82",
        title=ANALYTICS.title,
        verdict=Verdict.FAULT,
    )
    return replace(one, **changed)  # type: ignore[arg-type]


def report(*findings: Judged) -> Report:
    away = Skipped("CGV004", "Prix hors taxes seul", "ne vend pas\nà des consommateurs")
    rules = (IMAGES, ANALYTICS)
    return Report(today=TODAY, rules=rules, findings=tuple(findings), skipped=(away,))


def suite_of(found: Report) -> ElementTree.Element:
    suite = ElementTree.fromstring(reports.junit(found)).find("testsuite")
    assert suite is not None
    return suite


def case_of(found: Report, code: str) -> ElementTree.Element:
    cases = (c for c in suite_of(found).iter("testcase") if c.attrib["name"].startswith(code))
    return next(cases)


def test_a_rule_that_finds_an_error_is_a_failed_test_with_its_places() -> None:
    failure = case_of(report(finding(), finding(at=Place("output/c.html"))), "CKI006").find(
        "failure"
    )
    assert failure is not None
    assert failure.attrib == {
        "message": "dès son ouverture, la page appelle un service.",
        "type": "fault",
    }
    assert (failure.text or "").splitlines() == [
        "output/a b.html:4",
        "output/c.html",
        "Demandez l’accord avant.",
        "Source : loi 78-17, art. 82",
    ]


def test_a_warning_passes_and_is_told() -> None:
    case = case_of(report(finding(Severity.WARNING)), "CKI006")
    assert case.find("failure") is None
    assert "avertissement, faute : output/a b.html:4 : " in (case.findtext("system-out") or "")


def test_a_waived_finding_passes() -> None:
    suite = suite_of(report(finding(waived="Accepté jusqu’en mars.")))
    assert suite.attrib["failures"] == "0"
    assert suite.find("testcase/failure") is None


def test_a_rule_without_object_is_skipped_with_its_reason() -> None:
    skipped = case_of(report(), "CGV004").find("skipped")
    assert skipped is not None
    assert skipped.attrib["message"] == "ne vend pas à des consommateurs"


@given(path=NAMES, found=NAMES)
def test_the_junit_report_parses_whatever_is_written_in_it(path: str, found: str) -> None:
    one = finding(at=Place(path, 1), found=found, remedy=NASTY)
    for severity in Severity:
        assert suite_of(report(replace(one, severity=severity))).attrib["tests"] == "3"


def test_a_file_whose_name_is_no_utf_8_has_an_address_in_sarif() -> None:
    results = sarif_log(report(finding(at=Place("a\udcff b.html"))))["runs"][0]["results"]
    place = results[0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place["uri"] == "a%FF%20b.html"


def test_an_annotation_is_one_line_with_its_signs_escaped() -> None:
    said = reports.annotations(report(finding(at=Place("a,b:c%.html", 9), found="un\r\n100 %.")))
    first = said.splitlines()[0]
    assert first == (
        "::error file=a%2Cb%3Ac%25.html,line=9,title=CKI006 Mesure d’audience sans accord"
        "::Un%0D%0A100 %25. Demandez l’accord avant. Source : loi 78-17, art. 82"
    )


@given(path=NAMES, found=NAMES)
def test_no_name_of_file_and_no_finding_can_write_a_command(path: str, found: str) -> None:
    one = finding(at=Place(f"{path}\n::warning::x", 1), found=f"{found}\r\n::error::y")
    commands = [
        line
        for line in reports.annotations(report(one)).split("\n")
        if line.lstrip().startswith("::")
    ]
    assert len(commands) == 1
    assert "\r" not in commands[0]


@pytest.mark.parametrize(
    ("severity", "command"),
    [(Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.INFO, "notice")],
)
def test_each_weight_has_its_command(severity: Severity, command: str) -> None:
    assert reports.annotations(report(finding(severity))).startswith(f"::{command} file=")


def test_a_doubt_says_that_a_person_has_to_look() -> None:
    said = reports.annotations(report(finding(Severity.WARNING, verdict=Verdict.TO_CHECK)))
    assert "title=CKI006 Mesure d’audience sans accord (à vérifier)::" in said
