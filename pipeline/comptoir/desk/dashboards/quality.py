"""`comptoir dashboard quality`: the quality indicators, their trend and their targets."""

from comptoir.context import Context
from comptoir.dashboard import Period, measures, quality
from comptoir.dashboard.quality import Judged
from comptoir.desk.dashboards import notes
from comptoir.desk.ledgers import year_named
from comptoir.desk.project import load
from comptoir.store import measures as stored
from comptoir.store import reading


def judged(ctx: Context, year: str | None = None) -> tuple[str, list[Judged]]:
    """Return the fiscal year and its quality indicators.

    Raises:
        InputError: no such fiscal year, or targets that cannot be read.
    """
    project = load(ctx)
    wanted = year_named(project, year, ctx)
    period = Period.of(wanted, ctx.today)
    said = notes.of_year(ctx, wanted.name)
    targets = {key: one.rate for key, one in said.items() if one.rate is not None}
    days = project.organisation.working_days
    with reading(ctx) as db:
        counted = stored.counted(db, today=ctx.today, days=days)
        points = {key: one.points for key, one in counted.items() if key in quality.IDS}
        return wanted.name, quality.judge(measures(points, period), targets)
