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
        self._told: dict[str, str] = {}
        self.now: Rows = {}

    def get(self, path: str, text: str) -> Any:
        """Return the audit of a page; nothing when something in it changed."""
        told = self._told[path] = sum_of(path, text, self._facts)
        if self._rows is None:
            self._rows = self._had()
        row = self._rows.get(path)
        if row is None or row[0] != told:
            return None
        try:
            audit = unpacked(row[1])
        except BROKEN:
            return None
        self.now[path] = row
        return audit

    def learn(self, path: str, audit: Any) -> None:
        """Keep the audit of a page that was asked for and not known."""
        self.now[path] = self._told[path], packed(audit)

    @property
    def gone(self) -> set[str]:
        return (self._rows or {}).keys() - self.now.keys()

    @property
    def fresh(self) -> Rows:
        had = self._rows or {}
        return {path: row for path, row in self.now.items() if had.get(path) != row}
