"""The labelled set: a blocking rule is right, and nothing bad passes."""

import pytest
from bench.labelled import FAMILIES, Labelled, judge, read, scores

from comptoir.finding import Severity

SITES = read()
LEAST = 0.95  # precision under which a rule may not block


@pytest.fixture(scope="module")
def findings() -> dict[str, dict[str, Severity]]:
    return {site.name: {f.code: f.severity for f in judge(site)} for site in SITES}


def test_the_set_is_large_and_each_site_has_its_own_name() -> None:
    assert len(SITES) >= 60
    assert len({site.name for site in SITES}) == len(SITES)
    assert {code[:3] for site in SITES for code in site.expects} <= set(FAMILIES)


@pytest.mark.parametrize("site", SITES, ids=lambda site: site.name)
def test_what_is_expected_of_a_site_is_found(
    site: Labelled, findings: dict[str, dict[str, Severity]]
) -> None:
    assert site.expects <= set(findings[site.name])


def test_a_rule_that_blocks_is_right(findings: dict[str, dict[str, Severity]]) -> None:
    blocking = {
        name: {code for code, severity in found.items() if severity is Severity.ERROR}
        for name, found in findings.items()
    }
    wrong = {
        code: score
        for code, score in scores(blocking, SITES).items()
        if score.precision < LEAST and score.wrong
    }
    assert wrong == {}


@pytest.mark.parametrize("code", ["MEN001", "PRV001", "CKI001", "CKI003", "CKI006", "CKI015"])
def test_no_site_without_notice_privacy_page_or_consent_passes(
    code: str, findings: dict[str, dict[str, Severity]]
) -> None:
    sites = [site for site in SITES if code in site.expects]
    assert sites
    assert all(findings[site.name].get(code) is Severity.ERROR for site in sites)
