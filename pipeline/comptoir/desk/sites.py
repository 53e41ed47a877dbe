"""The website: build it, look at it while writing."""

import importlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from comptoir.context import Context
from comptoir.desk.builds import build
from comptoir.desk.project import Project, load
from comptoir.errors import ComptoirError
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
    # the rules take longer to load than a page to make: only for those who want them
    rules = importlib.import_module("comptoir.desk.site_checks") if wanted.checked else None
    return Job(
        facts=facts_of(ctx, project),
        output=wanted.output,
        strict=wanted.strict,
        avif=wanted.avif,
        findings=rules.source_findings(ctx, project) if rules else (),
        check_html=rules.html_check(ctx, project) if rules else None,
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
