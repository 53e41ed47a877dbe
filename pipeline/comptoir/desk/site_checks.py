"""What the rules say of a site that is built: of its source before, of its pages after."""

from collections.abc import Iterable

from comptoir.context import Context
from comptoir.desk import checks
from comptoir.desk.project import Project
from comptoir.desk.scopes import scope_of
from comptoir.finding import Finding
from comptoir.readers.html import HtmlFolder, opened_on
from comptoir.rules.engine import Plan
from comptoir.rules.fault import Judged
from comptoir.rules.report import Report
from comptoir.rules.site_audit import audit_site
from comptoir.site.page_facts import PageFacts
from comptoir.site.source import Content
from comptoir.website.build import CheckHtml, CheckSource
from comptoir.website.incremental.audits import Audits, Read
from comptoir.website.shelf import Shelf


def source_check(ctx: Context, project: Project) -> CheckSource:
    def check(content: Content, audits: Audits) -> tuple[Finding, ...]:
        report = checks.check_source(ctx, project, content=content, known=audits)
        return report.for_publishing

    return check


def html_check(ctx: Context, project: Project) -> CheckHtml:
    def check(shelf: Shelf, audits: Audits) -> tuple[Finding, ...]:
        opened = opened_on(
            shelf.names,
            shelf.new,
            shelf.published,
            shown=checks.shown_in(shelf.new, ctx.root),
            base=project.site.site.url,
        )
        audits.begin(shelf.kept)
        return tuple(check_built(ctx, project, opened, audits).by_page(len(opened.pages)))

    return check


def check_built(ctx: Context, project: Project, opened: HtmlFolder, known: Audits) -> Report:
    """Check the site that a build made, less what is known of it."""
    wanted = checks.Choice()
    run = checks.Run(Plan(wanted.reading(checks.BUILT), scope_of(project, on=ctx.today)),
                     checks.BUILT)  # fmt: skip
    held = {path: known.said_of(path, opened.read) for path in opened.pages}
    new = [path for path, found in held.items() if found is None]
    for path, audit in checks.page_audits(ctx, opened, new, run.plan).items():
        known.learn(path, audit, opened.read)
        held[path] = audit.findings
    run.findings.extend(found for page in held.values() for found in page or ())
    sheets = opened.sheets()

    def judge(facts: Iterable[PageFacts], read: Read) -> list[Judged]:
        return audit_site(opened.site(facts, sheets, source=read), run.plan)

    def again(path: str) -> PageFacts:
        return checks.page_audit(opened, path, run.plan).facts

    beside = opened.site((), sheets).beside
    found = known.of_site(beside, judge, again, opened.read)
    return checks.of_whole(ctx, run, wanted, project, (opened, sheets, found))
