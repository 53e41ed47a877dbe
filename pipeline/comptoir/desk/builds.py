"""Build the site: what changed since the last time, and nothing loaded when nothing did."""

import importlib
from pathlib import Path
from typing import TYPE_CHECKING

from comptoir.context import Context
from comptoir.private import private_folder
from comptoir.website.incremental.past import Wanted
from comptoir.website.rebuilding import rebuild
from comptoir.website.report import BuildReport

if TYPE_CHECKING:
    from comptoir.website.build import Job

OUTPUT = "output"


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
    wanted = Wanted(
        root=ctx.root,
        output=output or ctx.root / OUTPUT,
        today=ctx.today.isoformat(),
        strict=strict,
        avif=avif,
        checked=check,
    )

    def job() -> "Job":
        found: Job = importlib.import_module("comptoir.desk.site_jobs").job(ctx, wanted)
        private_folder(ctx.var)
        return found

    return rebuild(wanted, job)
