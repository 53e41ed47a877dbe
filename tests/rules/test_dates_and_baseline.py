"""Dated law, the baseline of an old site, and rules that a person answers for."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from comptoir.errors import InputError
from comptoir.finding import Severity
from comptoir.rules import baseline
from comptoir.rules.applies import Answer
from comptoir.rules.engine import Plan
from comptoir.rules.registry import all_rules, rule_of
from comptoir.rules.report import Report

from rule_trial import TODAY, page, scope, site, try_on

SHOP = {"index.html": '<h1>Boutique</h1> <a href="/panier.html">Panier</a>'}


def withdrawal(day: date) -> list[str]:
    pages, whole = site(SHOP)
    found = try_on([rule_of("CGV008")], [*pages, whole], scope("seller", today=day))
    return [f"{finding.severity.name} {finding.remedy}" for finding in found]


def test_a_coming_duty_warns_with_its_date_then_blocks() -> None:
    before = withdrawal(date(2026, 6, 18))
    assert len(before) == 1
    assert before[0].startswith("WARNING")
    assert "à partir du 19/06/2026" in before[0]
    after = withdrawal(date(2026, 6, 19))
    assert len(after) == 1
    assert after[0].startswith("ERROR")
    assert "à partir du" not in after[0]


def test_a_duty_of_a_far_future_is_not_announced() -> None:
    answer = rule_of("CGV008").concerns(scope("seller", today=date(2024, 1, 1)))
    assert answer.answer is Answer.NO
    assert "19/06/2026" in answer.reason


def report(html: str) -> Report:
    rules = [rule_of("ACC012"), rule_of("CKI006")]
    plan = Plan(rules, scope())
    found = plan.judge(page(html, path="a.html"))
    return Report(today=TODAY, rules=tuple(plan.rules), findings=tuple(sorted(found)))


def test_a_baseline_leaves_only_what_is_new() -> None:
    old = report('<img src="/a.jpg">')
    text = baseline.written(old)
    same = baseline.without(report('<p>Décalé</p>\n<img src="/a.jpg">'), text, shown="b.json")
    assert (same.findings, same.known, same.mended) == ((), 1, 0)
    more = baseline.without(
        report(
            '<img src="/a.jpg"><script src="https://www.googletagmanager.com/gtag/js"></script>'
        ),
        text,
        shown="b.json",
    )
    assert [finding.code for finding in more.findings] == ["CKI006"]
    assert baseline.without(report("<p>a</p>"), text, shown="b.json").mended == 1


def test_a_file_that_is_no_baseline_is_refused() -> None:
    with pytest.raises(InputError, match="référence"):
        baseline.without(report("<p>a</p>"), "{}", shown="b.json")


def test_the_command_takes_a_day_and_a_baseline(tmp_path: Path, comptoir) -> None:
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "index.html").write_text('<html><title>A</title><img src="/a.jpg"></html>', "utf-8")
    known = tmp_path / "connu.json"
    html = ("check", "--html", str(folder))
    comptoir(*html, "--write-baseline", str(known), code=0)
    assert "constats connus" in comptoir(*html, "--baseline", str(known), code=0).out
    assert comptoir(*html, "--as-of", "2025-01-31").code in (0, 1)
    comptoir(*html, "--as-of", "demain", code=2)


def test_only_a_text_that_was_read_may_block() -> None:
    for rule in all_rules():
        if not rule.status.may_block:
            weighed = replace(rule, since=None).weight(scope("seller"))
            assert weighed <= Severity.WARNING, rule.code
