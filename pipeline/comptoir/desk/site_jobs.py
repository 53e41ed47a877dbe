"""What is asked of a build: loaded only when something changed, and without the preview."""

import importlib

from comptoir.context import Context
from comptoir.desk.project import load
from comptoir.desk.site_facts import facts_of
from comptoir.website.build import Job
from comptoir.website.incremental.past import Wanted


def job(ctx: Context, wanted: Wanted) -> Job:
    """Read the settings, and say what is to be built."""
    project = load(ctx)
    # the rules take longer to load than a page to make: only for those who want them
    rules = importlib.import_module("comptoir.desk.site_checks") if wanted.checked else None
    return Job(
        facts=facts_of(ctx, project),
        output=wanted.output,
        strict=wanted.strict,
        avif=wanted.avif,
        check_source=rules.source_check(ctx, project) if rules else None,
        check_html=rules.html_check(ctx, project) if rules else None,
        progress=ctx.progress,
    )
