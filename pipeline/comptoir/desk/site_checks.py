"""What the rules say of a site that is built: of its source before, of its pages after."""

from collections.abc import Callable
from pathlib import Path

from comptoir.context import Context
from comptoir.desk import checks
from comptoir.desk.project import Project
from comptoir.finding import Finding


def source_findings(ctx: Context, project: Project) -> tuple[Finding, ...]:
    return tuple(checks.check_source(ctx, project).findings)


def html_check(ctx: Context, project: Project) -> Callable[[Path], tuple[Finding, ...]]:
    def check(folder: Path) -> tuple[Finding, ...]:
        pages = sum(1 for _ in folder.rglob("*.html"))
        return tuple(checks.check_html(ctx, project, folder).by_page(pages))

    return check
