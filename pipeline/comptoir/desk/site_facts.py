"""What the website is told of the organisation."""

from comptoir.context import Context
from comptoir.desk.project import Project
from comptoir.website.edition import Facts


def facts_of(ctx: Context, project: Project) -> Facts:
    return Facts(
        root=project.root,
        organisation=project.organisation,
        processing=project.processing,
        site=project.site,
        today=ctx.today,
    )
