"""What the rules say of a site that is built: of its source before, of its pages after."""

from pathlib import Path

from comptoir.context import Context
from comptoir.desk import checks
from comptoir.desk.project import Project
from comptoir.finding import Finding
from comptoir.website.build import CheckHtml
from comptoir.website.incremental.audits import Audits


def source_findings(ctx: Context, project: Project) -> tuple[Finding, ...]:
    return tuple(checks.check_source(ctx, project).findings)


def html_check(ctx: Context, project: Project) -> CheckHtml:
    def check(folder: Path, audits: Audits) -> tuple[Finding, ...]:
        pages = sum(1 for _ in folder.rglob("*.html"))
        return tuple(checks.check_html(ctx, project, folder, known=audits).by_page(pages))

    return check
