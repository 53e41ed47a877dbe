"""The report in its five forms."""

import json
from dataclasses import replace
from xml.etree import ElementTree

import jsonschema
import pytest

from comptoir.finding import Severity
from comptoir.rules import reports
from comptoir.rules.engine import Plan
from comptoir.rules.registry import all_rules
from comptoir.rules.report import Report, joined
from comptoir.rules.reports.sarif_report import log as sarif_log

from make import ROOT
from rule_trial import TODAY, page, scope

JSON_SCHEMA = ROOT / "docs/check.schema.json"
SECRET = "quelquun@gmail.com"  # must appear in no report
MARKUP = f"""<h1>Une page</h1><img src="/a.jpg"><a href="mailto:{SECRET}"></a>
<script src="https://www.googletagmanager.com/gtag/js"></script>
<p>{SECRET}, 1 84 12 76 451 089 46</p>"""

# The parts of the SARIF 2.1.0 schema that services refuse a log without.
SARIF = {
    "type": "object",
    "required": ["version", "$schema", "runs"],
    "properties": {
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "minItems": 1,
            "items": {
                "required": ["tool", "results"],
                "properties": {
                    "tool": {
                        "required": ["driver"],
                        "properties": {
                            "driver": {
                                "required": ["name", "rules"],
                                "properties": {
                                    "rules": {
                                        "type": "array",
                                        "items": {
                                            "required": ["id", "shortDescription"],
                                            "properties": {
                                                "id": {
                                                    "type": "string",
                                                    "pattern": "^[A-Z]{3}[0-9]{3}$",
                                                },
                                                "defaultConfiguration": {
                                                    "properties": {
                                                        "level": {
                                                            "enum": ["error", "warning", "note"]
                                                        }
                                                    }
                                                },
                                            },
                                        },
                                    }
                                },
                            }
                        },
                    },
                    "results": {
                        "type": "array",
                        "items": {
                            "required": ["ruleId", "message", "locations"],
                            "properties": {
                                "level": {"enum": ["none", "note", "warning", "error"]},
                                "message": {"required": ["text"]},
                                "occurrenceCount": {"type": "integer", "minimum": 1},
                                "locations": {
                                    "type": "array",
                                    "items": {
                                        "required": ["physicalLocation"],
                                        "properties": {
                                            "physicalLocation": {
                                                "required": ["artifactLocation"],
                                                "properties": {
                                                    "artifactLocation": {
                                                        "required": ["uri"],
                                                        "properties": {
                                                            "uri": {
                                                                "type": "string",
                                                                "pattern": "^[^ ]+$",
                                                            }
                                                        },
                                                    },
                                                    "region": {
                                                        "properties": {
                                                            "startLine": {
                                                                "type": "integer",
                                                                "minimum": 1,
                                                            }
                                                        }
                                                    },
                                                },
                                            }
                                        },
                                    },
                                },
                            },
                        },
                    },
                },
            },
        },
    },
}


@pytest.fixture
def report() -> Report:
    plan = Plan(all_rules(), scope())
    found = [f for p in ("a b.html", "c.html") for f in plan.judge(page(MARKUP, path=p))]
    found[0] = replace(found[0], waived="Accepté pour un temps.")
    return Report(
        today=TODAY,
        rules=tuple(plan.rules),
        findings=tuple(sorted(found)),
        skipped=tuple(plan.skipped),
        counts={"page construite|pages construites": 2},
    )


@pytest.mark.parametrize("form", reports.FORMATS)
def test_no_report_holds_personal_data(report: Report, form: str) -> None:
    written = reports.FORMATS[form](report)
    assert SECRET not in written
    assert "089" not in written
    assert "IMG_" not in written


@pytest.mark.parametrize("form", reports.FORMATS)
def test_no_report_ever_says_that_a_site_is_lawful(report: Report, form: str) -> None:
    clean = replace(report, findings=())
    written = reports.FORMATS[form](clean)
    assert "est conforme" not in written.replace("que ce qui est publié est conforme", "")


def test_the_text_ends_by_saying_what_was_read_and_what_that_does_not_mean(report: Report) -> None:
    last = reports.text(replace(report, findings=())).splitlines()
    assert last[-3] == "Rien à signaler."
    assert last[-2].startswith("Vérifié : ")
    assert "2 pages construites" in last[-2]
    assert last[-1].startswith("Ces règles ne voient pas tout")


def test_the_text_says_where_what_why_and_how(report: Report) -> None:
    said = reports.text(report)
    assert "erreur CKI006 Mesure d’audience sans accord" in said
    assert "2 pages : output/a b.html et output/c.html" in said
    assert "Source : loi 78-17, art. 82" in said
    assert "1 dérogation" in said


def test_the_json_follows_its_schema(report: Report) -> None:
    judge = jsonschema.Draft202012Validator(json.loads(JSON_SCHEMA.read_text("utf-8")))
    data = json.loads(reports.as_json(report))
    assert [error.message for error in judge.iter_errors(data)] == []
    assert data["summary"]["blocking"] is True
    assert {row["severity"] for row in data["findings"]} >= {"error", "warning"}
    assert not judge.is_valid({**data, "lawful": True})


def test_every_finding_says_how_to_waive_it(report: Report) -> None:
    said = reports.text(report)
    assert 'Déroger : code = "CKI006" dans legal/waivers.toml.' in said
    assert said.count("Déroger :") + said.count("Sans dérogation") == len(report.groups)


def test_a_folder_of_no_project_is_not_told_of_a_file_it_has_not(report: Report) -> None:
    foreign = replace(report, waivable=False)
    said = reports.text(foreign)
    assert "waivers.toml" not in said
    assert said.count("--ignore CODE") == 1
    rows = json.loads(reports.as_json(foreign))["findings"]
    assert all(f"--ignore {row['code']}" in row["waiver"] for row in rows)


def test_the_sarif_log_has_what_services_ask(report: Report) -> None:
    log = json.loads(reports.sarif(report))
    jsonschema.validate(log, SARIF)
    results = log["runs"][0]["results"]
    rules = log["runs"][0]["tool"]["driver"]["rules"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in results)
    assert any(result.get("suppressions") for result in results)
    uris = [r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in results]
    assert "output/a%20b.html" in uris


def test_two_runs_give_the_same_fingerprints(report: Report) -> None:
    def prints(of: Report) -> list[str]:
        results = sarif_log(of)["runs"][0]["results"]
        return [result["partialFingerprints"]["comptoir/v1"] for result in results]

    assert prints(report) == prints(report)
    assert len(set(prints(report))) == len(prints(report))


def test_the_junit_report_parses_and_counts(report: Report) -> None:
    root = ElementTree.fromstring(reports.junit(report))
    suite = root.find("testsuite")
    assert suite is not None
    cases = suite.findall("testcase")
    assert int(suite.attrib["tests"]) == len(cases) == len(report.rules) + len(report.skipped)
    assert int(suite.attrib["failures"]) == len([c for c in cases if c.find("failure") is not None])
    assert int(suite.attrib["skipped"]) == len(suite.findall("testcase/skipped"))


def test_github_annotations_name_file_line_and_title(report: Report) -> None:
    lines = reports.annotations(report).splitlines()
    analytics = next(line for line in lines if "CKI006" in line)
    assert analytics.startswith("::error file=output/a b.html,line=")
    assert "title=CKI006 Mesure d’audience sans accord::" in analytics
    assert "(2 pages)" in analytics


def test_strict_fails_on_warnings_only_then(report: Report) -> None:
    light = tuple(f for f in report.findings if f.severity is not Severity.ERROR)
    warned = replace(report, findings=light)
    assert not warned.fails()
    assert warned.fails(strict=True)
    assert not replace(report, findings=()).fails(strict=True)


def test_two_reports_become_one(report: Report) -> None:
    both = joined([report, replace(report, findings=(), counts={"image": 3})])
    assert both.findings == report.findings
    assert both.counts == {"page construite|pages construites": 2, "image": 3}
