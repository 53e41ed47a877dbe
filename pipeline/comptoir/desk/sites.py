"""The website: build it, look at it while writing."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from comptoir.context import Context
from comptoir.desk import checks
from comptoir.desk.project import Project, load
from comptoir.errors import ComptoirError
from comptoir.finding import Finding
from comptoir.private import private_folder
from comptoir.readers.content import read_content
from comptoir.resources import theme_folders
from comptoir.website.build import Job
from comptoir.website.build import build as build_site
from comptoir.website.edition import Facts
from comptoir.website.report import BuildReport
from comptoir.website.serve import Server
from comptoir.website.watch import WATCHED

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


def serve(
    ctx: Context, *, host: str, port: int, told: Callable[[str], None]
) -> tuple[Server, Callable[[list[str]], list[str]], tuple[Path, ...]]:
    """Build a preview in `var/`, and open a server on it.

    Returns:
        the server, what to do when files change, and the files to look at.
    """
    folder = private_folder(ctx.var) / Path(PREVIEW).name
    base = facts_of(ctx, load(ctx)).base

    def rebuild(files: list[str]) -> list[str]:
        try:
            report = build(replace_today(ctx), output=folder, check=False)
        except ComptoirError as error:
            told(str(error))
            return str(error).splitlines()
        told(f"Construit en {report.seconds:.1f} s.".replace(".", ",", 1))
        faults = [reason for held in report.held for reason in held.reasons]
        for fault in faults:
            told(fault)
        if report.stopped:
            faults.insert(0, f"Rien n’est publié : {report.stopped}.")
        return faults

    server = Server(folder=folder, base=base, host=host, port=port)
    server.told.faults = rebuild([])
    watched = [ctx.root / name for name in WATCHED]
    themes = [folder for folder in theme_folders(ctx.root) if folder not in watched]
    return server, rebuild, (*watched, *themes)


def replace_today(ctx: Context) -> Context:
    """Follow the calendar while the preview is open, unless the day was given."""
    return ctx if ctx.pinned else replace(ctx, today=ctx.now().astimezone().date())
