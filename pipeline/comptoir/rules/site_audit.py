"""Judge a built site: each page while its tree is alive, then the whole from their facts."""

from collections.abc import Iterable
from dataclasses import dataclass

from comptoir.rules.engine import Plan
from comptoir.rules.fault import Judged
from comptoir.site.built import HtmlSite
from comptoir.site.calls import StyleSheet
from comptoir.site.html import HtmlPage
from comptoir.site.page_facts import PageFacts, facts_of


@dataclass(frozen=True, slots=True)
class PageAudit:
    """What one page gave: findings, and facts for the rules on the site. It can be sent around."""

    findings: tuple[Judged, ...]
    facts: PageFacts


def audit_page(page: HtmlPage, plan: Plan) -> PageAudit:
    return PageAudit(tuple(plan.judge(page)), facts_of(page))


def audit_sheets(sheets: Iterable[StyleSheet], plan: Plan) -> list[Judged]:
    return [finding for sheet in sheets for finding in plan.judge(sheet)]


def audit_site(site: HtmlSite, plan: Plan) -> list[Judged]:
    return plan.judge(site)
