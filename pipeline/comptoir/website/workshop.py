"""Where a site is built again and again: what one build learnt serves the next."""

from comptoir.website.build import Job
from comptoir.website.incremental.past import Past
from comptoir.website.rebuilding import rebuild
from comptoir.website.report import BuildReport


class Workshop:
    """Builds in one process, keeping in memory what spares work.

    Use one for each output folder, from one thread at a time. Nobody else writes in that folder:
    its files are not looked at again. A build that raises leaves the site as it was, and the
    workshop good for the next build.
    """

    def __init__(self) -> None:
        self._last: Past | None = None

    def build(self, job: Job) -> BuildReport:
        """Build what changed since the last time, all of it the first time.

        The report says which files were written or removed (`touched`), and their `urls`.
        """
        last, self._last = self._last, None
        return rebuild(job.wanted, lambda: job, last=last, keep=self._keep)

    def _keep(self, past: Past) -> None:
        self._last = past

    def close(self) -> None:
        """Let go of what is kept."""
        if self._last:
            self._last.memory.close()
        self._last = None
