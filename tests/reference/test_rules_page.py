"""docs/rules.md has a row and a section for each rule."""

import pytest

from comptoir.reference import rules
from comptoir.rules import pages
from comptoir.rules.registry import all_rules
from comptoir.rules.rule import Rule


@pytest.fixture(scope="module")
def page() -> str:
    return rules.page()


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_a_rule_has_a_row_and_a_section(rule: Rule, page: str) -> None:
    assert f"### {rule.code} · {rule.title}" in page
    assert f"| [{rule.code}](#" in page
    assert rule.family in pages.FAMILIES
    assert all(surface.__name__ in pages.SURFACES for surface in rule.surfaces)
