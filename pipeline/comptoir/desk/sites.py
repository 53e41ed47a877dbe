"""The website: build it, look at it while writing."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from comptoir.context import Context
from comptoir.desk import checks
from comptoir.desk.builds import build
from comptoir.desk.project import Project, load
from comptoir.errors import ComptoirError
from comptoir.finding import Finding
from comptoir.private import private_folder
from comptoir.resources import theme_folders
from comptoir.website.build import Job
from comptoir.website.edition import Facts
from comptoir.website.incremental.past import Wanted
from comptoir.website.serve import Server
from comptoir.website.watch import WATCHED

PREVIEW = "var/preview"


def job(ctx: Context, wanted: Wanted) -> Job:
    """Read the settings, judge the source, and say what is to be built."""
    project = load(ctx)
    return Job(
        facts=facts_of(ctx, project),
        output=wanted.output,
        strict=wanted.strict,
        avif=wanted.avif,
        findings=_source_findings(ctx, project) if wanted.checked else (),
        check_html=_html_check(ctx, project) if wanted.checked else None,
        progress=ctx.progress,
    )


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
