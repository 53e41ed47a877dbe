"""The website: build it, look at it while writing."""

from collections.abc import Callable
from pathlib import Path

from comptoir.context import Context
from comptoir.desk import checks
from comptoir.desk.preview import Preview
from comptoir.desk.project import Project, load
from comptoir.finding import Finding
from comptoir.private import private_folder
from comptoir.readers.content import read_content
from comptoir.website.build import Job
from comptoir.website.build import build as build_site
from comptoir.website.edition import Facts
from comptoir.website.preview.server import Server
from comptoir.website.report import BuildReport
from comptoir.website.workshop import Workshop

OUTPUT = "output"
PREVIEW = "var/preview"


def build(
    ctx: Context,
    *,
    output: Path | None = None,
    strict: bool = False,
    check: bool = True,
    avif: bool = False,
) -> BuildReport:
    """Build the site, holding back what is faulty; no database is opened.

    Args:
        ctx: who builds, and the day it is built for.
        output: where; `output/` of the project by default.
        strict: anything blocking stops everything.
        check: judge the source and the built pages by the rules.
        avif: also make AVIF variants of images, which takes a second each.
    """
    project = load(ctx)
    job = Job(
        facts=facts_of(ctx, project),
        output=output or ctx.root / OUTPUT,
        strict=strict,
        avif=avif,
        findings=_source_findings(ctx, project) if check else (),
        check_html=_html_check(ctx, project) if check else None,
        progress=ctx.progress,
    )
    private_folder(ctx.var)
    return build_site(job, read_content(ctx.root))


def facts_of(ctx: Context, project: Project) -> Facts:
    return Facts(
        root=project.root,
        organisation=project.organisation,
        processing=project.processing,
        site=project.site,
        today=ctx.today,
    )


def _source_findings(ctx: Context, project: Project) -> tuple[Finding, ...]:
    return tuple(checks.check_source(ctx, project).findings)


def _html_check(ctx: Context, project: Project) -> Callable[[Path], tuple[Finding, ...]]:
    def check(folder: Path) -> tuple[Finding, ...]:
        pages = sum(1 for _ in folder.rglob("*.html"))
        return tuple(checks.check_html(ctx, project, folder).by_page(pages))

    return check


def preview(
    ctx: Context, *, host: str, port: int, say: Callable[[str], None]
) -> tuple[Server, Preview]:
    """Return the server of a preview that is built in `var/`, and the preview itself."""
    folder = private_folder(ctx.var) / Path(PREVIEW).name
    server = Server(folder=folder, base=facts_of(ctx, load(ctx)).base, host=host, port=port)
    return server, Preview(ctx, server, Workshop().build, say)
