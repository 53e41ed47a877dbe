"""The website: build it, look at it while writing."""

import importlib
from collections.abc import Callable
from pathlib import Path

from comptoir.context import Context
from comptoir.desk.preview import Preview
from comptoir.desk.project import Project, load
from comptoir.private import private_folder
from comptoir.website.build import Job
from comptoir.website.edition import Facts
from comptoir.website.incremental.past import Wanted
from comptoir.website.preview.server import Server
from comptoir.website.workshop import Workshop

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


def preview(
    ctx: Context, *, host: str, port: int, say: Callable[[str], None]
) -> tuple[Server, Preview]:
    """Return the server of a preview that is built in `var/`, and the preview itself."""
    folder = private_folder(ctx.var) / Path(PREVIEW).name
    server = Server(folder=folder, base=facts_of(ctx, load(ctx)).base, host=host, port=port)
    return server, Preview(ctx, server, Workshop().build, say)
