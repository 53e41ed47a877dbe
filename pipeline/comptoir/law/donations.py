"""Tax reductions that a call for gifts may promise, by day (CGI, art. 200 and 238 bis)."""

from dataclasses import dataclass
from datetime import date

from comptoir.law.timeline import Timeline


@dataclass(frozen=True, slots=True)
class GiftRates:
    """Percentages that a page may state, and the ceiling of the gifts reduced at 75 %."""

    individuals: int = 66
    helping: int = 75
    companies: int = 60
    helping_ceiling: int = 1000  # euros a year


RATES = Timeline(
    {
        date(2020, 1, 1): GiftRates(),
        date(2025, 10, 14): GiftRates(helping_ceiling=2000),
    },
    source="CGI, art. 200, 1 ter et 238 bis",
    verified=True,
)
