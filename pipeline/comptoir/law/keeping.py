"""How long the law has documents kept, and from when (LAW, RET and § 6)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from comptoir.law.timeline import Timeline


class Starts(StrEnum):
    """What a term runs from."""

    DATE = "date"  # the day of the document
    YEAR = "year"  # the end of its year
    END = "end"  # the end of what it speaks of: a contract, a risk, a release


@dataclass(frozen=True, slots=True)
class Term:
    """A number of years from a moment; for ever when there is no number."""

    years: int | None
    starts: Starts
    source: str

    def until(self, dated: date, ends: date | None) -> date | None:
        """Return the last day of the term; none for ever, or while the end is not known.

        >>> Term(10, Starts.YEAR, "").until(date(2026, 3, 2), None)
        datetime.date(2036, 12, 31)
        >>> Term(5, Starts.DATE, "").until(date(2024, 2, 29), None)
        datetime.date(2029, 3, 1)
        """
        start = ends if self.starts is Starts.END else dated
        if self.years is None or start is None:
            return None
        if self.starts is Starts.YEAR:
            return date(start.year + self.years, 12, 31)
        try:
            return start.replace(year=start.year + self.years)
        except ValueError:  # 29 February
            return date(start.year + self.years, 3, 1)


FOR_EVER = Term(None, Starts.DATE, "vie de la personne morale : loi du 1er juillet 1901, C. com.")
BOOKS = Term(10, Starts.YEAR, "C. com., art. L123-22")
CLAIMS = Term(5, Starts.DATE, "C. civ., art. 2224")
CLAIMS_AFTER_END = Term(5, Starts.END, "C. civ., art. 2224")
GRANTS = Term(10, Starts.END, "du dernier versement ; voir la convention")
INSURANCE = Term(10, Starts.END, "C. civ., art. 1792-4-1")
WAGES = Term(5, Starts.YEAR, "C. trav., art. L3243-4")
TAX = Timeline(
    {
        date(1900, 1, 1): Term(6, Starts.YEAR, "LPF, art. L102 B"),
        date(2027, 1, 1): Term(10, Starts.YEAR, "LPF, art. L102 B (loi 2026-534, art. 36)"),
    },
    source="LPF, art. L102 B",
)
