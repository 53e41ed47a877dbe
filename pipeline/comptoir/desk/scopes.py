"""What the rules may know of the publisher, and the day whose law applies."""

from datetime import date

from comptoir.desk.project import Project
from comptoir.rules.applies import Scope
from comptoir.settings import Organisation


def scope_of(
    project: Project | None, organisation: Organisation | None = None, *, on: date
) -> Scope:
    """Return the scope of a project; of a profile alone when one is given, or when there is none.

    Args:
        project: whose publications are judged, if it is one of ours.
        organisation: the profile of another publisher.
        on: the day whose law applies.
    """
    if project is None or organisation is not None:
        return Scope(today=on, organisation=organisation)
    return Scope(
        today=on,
        organisation=project.organisation,
        processing=project.processing,
        site=project.site,
    )
