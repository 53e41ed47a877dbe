"""Cases of our own, from the texts of the W3C's ACT rules: failed ones are found, no others."""

from pathlib import Path

import pytest

from comptoir.rules.engine import Plan
from comptoir.rules.registry import all_rules

from rule_trial import page, scope

CASES = Path(__file__).with_name("act_cases.txt").read_text("utf-8").splitlines()
RULES = {act: rule for rule in all_rules() for act in rule.act}
HEAD = '<!doctype html><html lang="en"><head>{}<title>T</title></head><body>{}</body></html>'


@pytest.mark.parametrize("case", CASES)
def test_a_rule_agrees_with_the_text_that_it_follows(case: str) -> None:
    act, outcome, markup = case.split(" ", 2)
    in_head = markup.startswith("<meta")
    tried = page(HEAD.format(markup, "") if in_head else HEAD.format("", markup))
    found = Plan([RULES[act]], scope("aucun")).judge(tried)
    assert bool(found) is (outcome == "failed"), [finding.found for finding in found]
