"""The labelled set: a blocking rule is right, and nothing bad passes."""

from dataclasses import replace

import pytest
from bench.labelled import FAMILIES, Labelled, crying_wolf, judge, read

from comptoir.finding import Severity
from comptoir.rules.fault import Judged

SITES = read()
ASKED = {"CGV", "PUB", "IMG", "SEO", "MEN", "PRV", "CKI", "FRM", "ACC"}


@pytest.fixture(scope="module")
def judged() -> dict[str, list[Judged]]:
    return {site.name: judge(site) for site in SITES}


@pytest.fixture(scope="module")
def findings(judged: dict[str, list[Judged]]) -> dict[str, dict[str, Severity]]:
    return {name: {f.code: f.severity for f in found} for name, found in judged.items()}


def test_the_set_is_large_and_each_site_has_its_own_name() -> None:
    assert len(SITES) >= 60
    assert len({site.name for site in SITES}) == len(SITES)
    assert ASKED <= {code[:3] for site in SITES for code in site.expects} <= set(FAMILIES)


@pytest.mark.parametrize("site", SITES, ids=lambda site: site.name)
def test_what_is_expected_of_a_site_is_found(
    site: Labelled, findings: dict[str, dict[str, Severity]]
) -> None:
    assert site.expects <= set(findings[site.name])


def test_a_rule_that_blocks_is_right(judged: dict[str, list[Judged]]) -> None:
    assert crying_wolf(judged, SITES) == {}


def test_a_rule_that_blocks_and_is_often_wrong_is_named(judged: dict[str, list[Judged]]) -> None:
    """The guard sees it: were nothing expected of the sites, every error would be wrong."""
    nothing = [replace(site, expects=frozenset()) for site in SITES]
    assert {"MEN001", "PRV001", "CKI006"} <= set(crying_wolf(judged, nothing))


def test_some_sites_are_judged_with_their_publisher() -> None:
    kinds = {site.publisher.kind.value for site in SITES if site.publisher}
    assert {"association", "public-body"} <= kinds


@pytest.mark.parametrize("code", ["MEN001", "PRV001", "CKI001", "CKI003", "CKI006", "CKI015"])
def test_no_site_without_notice_privacy_page_or_consent_passes(
    code: str, findings: dict[str, dict[str, Severity]]
) -> None:
    sites = [site for site in SITES if code in site.expects]
    assert sites
    assert all(findings[site.name].get(code) is Severity.ERROR for site in sites)
