"""VAT rates of metropolitan France (CGI, art. 278 s.), and thresholds of those who charge none."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from comptoir.law.timeline import Timeline

STANDARD_RATE = Timeline(
    {date(2000, 4, 1): Decimal("19.6"), date(2014, 1, 1): Decimal("20.0")},
    source="CGI, art. 278",
)
INTERMEDIATE_RATE = Timeline(
    {date(2012, 1, 1): Decimal("7.0"), date(2014, 1, 1): Decimal("10.0")},
    source="CGI, art. 279",
)
REDUCED_RATE = Timeline({date(1982, 7, 1): Decimal("5.5")}, source="CGI, art. 278-0 bis")
PRESS_RATE = Timeline({date(1989, 1, 1): Decimal("2.1")}, source="CGI, art. 281 quater s.")


def rates_on(day: date) -> tuple[Decimal, ...]:
    """Return the rates that an invoice of this day may carry, highest first."""
    known = (STANDARD_RATE, INTERMEDIATE_RATE, REDUCED_RATE, PRESS_RATE)
    return tuple(rate.on(day) for rate in known)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Yearly sales without VAT, in euros, under which the franchise en base holds."""

    goods: int
    services: int
    goods_upper: int  # passed, VAT is due from that day
    services_upper: int


SMALL_BUSINESS = Timeline(
    {date(2025, 1, 1): Thresholds(85_000, 37_500, 93_500, 41_250)},
    source="CGI, art. 293 B ; loi 2025-1044",
)
# Receipts of the accessory trade of an association that stay untaxed (« franchise des activités
# lucratives accessoires »); revalued each year, the last one known holds until it is re-read.
ACCESSORY_TRADE = Timeline(
    {date(2024, 1, 1): 78_596, date(2025, 1, 1): 80_011},
    source="CGI, art. 206, 1 bis et 261, 7-1°",
    verified=False,
)
