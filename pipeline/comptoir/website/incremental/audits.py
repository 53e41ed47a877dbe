"""What the rules said of each built page, kept while neither the page nor the rules change."""

from collections.abc import Callable
from typing import Any

from comptoir.website.incremental.memory import BROKEN, packed, unpacked
from comptoir.website.incremental.stamps import sum_of

Rows = dict[str, tuple[str, bytes]]  # sum of the page and of what judges it, and the audit packed


class Audits:
    """The audits of one build, taken from the last one where they hold."""

    def __init__(self, had: Callable[[], Rows], facts: str) -> None:
        """Make ready.

        Args:
            had: returns what is known, read when it is asked for.
            facts: a sum of all but the page that the rules look at: the day, the organisation.
        """
        self._had, self._facts = had, facts
        self._rows: Rows | None = None
        self.now: Rows = {}

    def of(self, path: str, text: str, judge: Callable[[], Any]) -> Any:
        """Return the audit of a page, judged again only when something in it changed."""
        told = sum_of(path, text, self._facts)
        if self._rows is None:
            self._rows = self._had()
        row = self._rows.get(path)
        if row and row[0] == told:
            try:
                audit = unpacked(row[1])
            except BROKEN:
                pass
            else:
                self.now[path] = row
                return audit
        audit = judge()
        self.now[path] = told, packed(audit)
        return audit

    @property
    def used(self) -> bool:
        return self._rows is not None

    @property
    def gone(self) -> set[str]:
        return (self._rows or {}).keys() - self.now.keys()

    @property
    def fresh(self) -> Rows:
        had = self._rows or {}
        return {path: row for path, row in self.now.items() if had.get(path) != row}
