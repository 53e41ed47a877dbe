"""Every rule against the samples of its docstring."""

import pytest

from comptoir.rules.doc import Sample
from comptoir.rules.registry import all_rules
from comptoir.rules.rule import Rule

from rule_trial import findings_of, things

CASES = [
    pytest.param(rule, sample, id=f"{rule.code}-{rank}-{'refusé' if sample.refused else 'accepté'}")
    for rule in all_rules()
    for rank, sample in enumerate(rule.doc.samples, 1)
]


@pytest.mark.parametrize(("rule", "sample"), CASES)
def test_a_rule_judges_its_samples_as_it_says(rule: Rule, sample: Sample) -> None:
    read = things(rule, sample)
    assert read or rule.code == "LEC001", "the rule reads nothing of its sample"
    found = findings_of(rule, sample)
    assert bool(found) is sample.refused, [finding.found for finding in found]


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_a_rule_has_a_page_a_bias_and_samples_of_both_kinds(rule: Rule) -> None:
    kinds = {sample.refused for sample in rule.doc.samples}
    assert kinds == {True, False}
    assert rule.doc.summary.endswith(".")
    assert rule.doc.bias
