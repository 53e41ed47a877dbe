"""VAT rates of metropolitan France (CGI, art. 278 s.)."""

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
