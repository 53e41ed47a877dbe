"""What the engine promises, whatever the rules."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from comptoir.errors import InputError, Place
from comptoir.finding import Severity
from comptoir.law.confirmed import NOT_WAIVABLE, SOURCES, Status
from comptoir.rules import ERROR, INFO, TO_CHECK, WARNING, Fault, Rule, Scope, rule
from comptoir.rules.applies import Answer, kinds
from comptoir.rules.engine import Plan, grouped
from comptoir.rules.registry import all_rules, chosen, rule_of
from comptoir.rules.report import Report
from comptoir.rules.waiving import apply
from comptoir.settings import Kind, Waiver
from comptoir.site.built import HtmlSite
from comptoir.site.calls import StyleSheet
from comptoir.site.html import HtmlPage

from rule_trial import TODAY, page, scope

SEEN = {"severity": ERROR, "basis": "RGPD, art. 13", "surface": HtmlPage}


def always_wrong(code: str = "TST001", **about: object) -> Rule:
    given = SEEN | about

    @rule(code, "Une règle d’essai", **given)  # type: ignore[arg-type]
    def check(thing: HtmlPage) -> Iterator[Fault]:
        """Cherche."""
        yield Fault(thing.place(), "une faute", "Corrigez-la.")

    return check


def judge(made: Rule, known: Scope | None = None, path: str = "a.html") -> list[Severity]:
    plan = Plan([made], known or scope())
    return [finding.severity for finding in plan.judge(page("<p>x</p>", path=path))]


def test_a_rule_on_a_text_nobody_read_never_blocks() -> None:
    assert judge(always_wrong(basis="C. conso, L121-2")) == [WARNING]
    assert judge(always_wrong(basis="C. conso, L121-2", seen="REF26")) == [ERROR]
    assert judge(always_wrong(basis="RGPD, art. 13")) == [ERROR]
    assert judge(always_wrong(basis="RGPD, art. 32")) == [WARNING]


def test_a_source_that_nobody_saw_cannot_be_named() -> None:
    with pytest.raises(ValueError, match="unknown source"):
        _ = always_wrong(seen="VU").status


@pytest.mark.parametrize("known", all_rules(), ids=lambda known: known.code)
def test_every_shipped_error_rests_on_a_source_seen_or_confirmed(known: Rule) -> None:
    weight = known.weight(scope("public-body"))
    assert weight is not ERROR or known.status is not Status.TO_READ
    assert not known.seen or known.seen in SOURCES


def test_a_law_to_come_warns_and_a_dead_one_is_silent() -> None:
    coming = always_wrong(since=date(2027, 1, 1))
    assert judge(coming, scope(today=date(2026, 12, 31))) == [WARNING]
    assert judge(coming, scope(today=date(2027, 1, 1))) == [ERROR]
    dead = always_wrong(until=date(2026, 6, 30))
    assert judge(dead, scope(today=date(2026, 6, 30))) == [ERROR]
    assert judge(dead, scope(today=date(2026, 7, 1))) == []


def test_a_rule_is_harder_where_it_is_the_law() -> None:
    from comptoir.rules import article_47

    quality = always_wrong(severity=WARNING, basis="RGAA 8.3", seen="RGAA", harder=article_47)
    assert judge(quality, scope("association", art47=False)) == [WARNING]
    assert judge(quality, scope("public-body")) == [ERROR]
    assert judge(quality, scope("aucun")) == [WARNING]


def test_what_does_not_apply_says_why_and_what_is_unknown_is_to_decide() -> None:
    traders = always_wrong(applies=kinds(Kind.COMPANY))
    here = Plan([traders], scope("association"))
    assert [(s.undecided, s.reason) for s in here.skipped] == [
        (False, "l’éditeur n’est pas une société")
    ]
    unknown = Plan([traders], scope("aucun"))
    assert [(s.undecided, s.reason) for s in unknown.skipped] == [
        (True, "l’éditeur est-il une société ?")
    ]
    assert Plan([traders], scope("company")).skipped == []


def test_a_doubt_never_blocks() -> None:
    @rule("TST002", "Un doute", severity=ERROR, basis="RGPD, art. 13", surface=HtmlPage)
    def doubtful(thing: HtmlPage) -> Iterator[Fault]:
        """Cherche."""
        yield Fault(thing.place(), "peut-être", "Voyez.", TO_CHECK)

    assert judge(doubtful) == [WARNING]


def test_the_same_fault_on_all_pages_is_one_finding() -> None:
    plan = Plan([always_wrong()], scope())
    paths = ["c.html", "a.html", "b.html"]
    found = [f for path in paths for f in plan.judge(page("<p>x</p>", path=path))]
    groups = grouped(found)
    assert len(groups) == 1
    assert groups[0].finding.pages == 3
    assert groups[0].finding.at.path == "output/a.html"
    report = Report(today=TODAY, rules=(), findings=tuple(found))
    assert [f.pages for f in report.by_page(3)] == [3]
    assert [f.at.path for f in report.by_page(40)] == [f"output/{path}" for path in sorted(paths)]


def test_the_heaviest_comes_first_then_codes_then_places() -> None:
    plan = Plan([always_wrong("TST009"), always_wrong("TST001", severity=INFO)], scope())
    groups = grouped(plan.judge(page("<p>x</p>")))
    assert [group.finding.code for group in groups] == ["TST009", "TST001"]


def waiver(**over: object) -> Waiver:
    about = {
        "code": "TST001",
        "path": "output/*",
        "reason": "Essai",
        "owner": "bureau",
        "until": TODAY,
    }
    return Waiver.model_validate(about | over)


def waived(given: Waiver, today: date = TODAY) -> list[str]:
    plan = Plan([always_wrong()], scope())
    findings, _ = apply([given], plan.judge(page("<p>x</p>", path="a.html")), today=today)
    return [finding.waived for finding in findings]


def test_a_waiver_covers_its_path_until_its_date_that_day_included() -> None:
    assert waived(waiver()) == ["Essai"]
    assert waived(waiver(path="")) == ["Essai"]
    assert waived(waiver(path="output")) == ["Essai"]
    assert waived(waiver(path="content/*")) == [""]
    assert waived(waiver(until=TODAY - timedelta(days=1))) == [""]
    assert waived(waiver(code="TST002")) == [""]


def test_a_renewed_waiver_beside_an_expired_one_still_covers() -> None:
    plan = Plan([always_wrong()], scope())
    findings = plan.judge(page("<p>x</p>", path="a.html"))
    old = waiver(until=TODAY - timedelta(days=1))
    kept, uses = apply([old, waiver(until=TODAY)], findings, today=TODAY)
    assert [finding.waived for finding in kept] == ["Essai"]
    assert [use.expired for use in uses] == [True, False]


def test_some_rules_cannot_be_waived() -> None:
    known = rule_of("CTC033")
    assert not known.waivable
    assert {"CTC033", "JRN001"} <= NOT_WAIVABLE
    finding = replace(Plan([always_wrong()], scope()).judge(page("<p>x</p>"))[0], code="CTC033")
    kept, _ = apply([waiver(code="CTC033", path="")], [finding], today=TODAY)
    assert kept[0].waived == ""


def test_select_and_ignore_take_codes_and_families() -> None:
    assert {known.family for known in chosen(("MEN", "ACC012"))} == {"MEN", "ACC"}
    assert [known.code for known in chosen(("men007",))] == ["MEN007"]
    assert not any(known.family == "SEO" for known in chosen((), ("SEO",)))
    with pytest.raises(InputError, match="Vouliez-vous dire « MEN0"):
        chosen(("MEN0O7",))


def test_a_house_rule_reads_no_built_page() -> None:
    house = [known for known in all_rules() if known.house]
    assert [known.code for known in house] == ["IMG021"]
    for known in house:
        assert not {HtmlPage, HtmlSite, StyleSheet} & set(known.surfaces)


def test_the_first_release_is_there() -> None:
    wanted = (
        "MEN001 MEN002 MEN003 MEN004 MEN005 MEN007 MEN008 MEN009 MEN010 MEN021 MEN022 "
        "PRV001 PRV002 PRV004 PRV005 PRV006 PRV007 PRV008 PRV009 PRV010 PRV011 PRV016 PRV017 "
        "CKI001 CKI002 CKI003 CKI004 CKI005 CKI006 CKI015 CKI017 FRM001 FRM002 FRM003 FRM006 "
        "FRM007 IMG001 IMG002 IMG003 IMG005 IMG006 IMG007 IMG008 IMG010 IMG021 SEO001 SEO002 "
        "SEO003 SEO004 SEO006 SEO007 SEO008 SEO011 SEO014 ACC010 ACC011 ACC012 ACC013 ACC014 "
        "ACC015 ACC016 ACC018 ACC019 ACC020 ACC022 ACC023 ACC024"
    )
    assert set(wanted.split()) <= {known.code for known in all_rules()}


def test_an_unknown_applicability_is_never_guessed() -> None:
    known = rule_of("MEN009")
    assert known.concerns(Scope(today=TODAY)).answer is Answer.UNKNOWN


def test_a_finding_keeps_its_place() -> None:
    found = Plan([always_wrong()], scope()).judge(page("<p>x</p>", path="a.html"))
    assert found[0].at == Place("output/a.html")
    assert found[0].basis == "RGPD, art. 13"
