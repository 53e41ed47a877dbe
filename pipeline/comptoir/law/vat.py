"""VAT rates by territory (CGI, art. 278 s., 294, 296 and 297), and thresholds of the franchise."""

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


# The special rates of Corsica stand beside those of the mainland; which sale takes which is not
# known here. Guyane and Mayotte have no VAT.
CORSICAN_RATES = Timeline(
    {date(2014, 1, 1): (Decimal("13.0"), Decimal("0.9"))}, source="CGI, art. 297", verified=False
)
OVERSEAS_RATES = Timeline(
    {date(2000, 4, 1): (Decimal("8.5"), Decimal("2.1"), Decimal("1.75"), Decimal("1.05"))},
    source="CGI, art. 294 et 296",
)


def rates_in(territory: str, day: date) -> tuple[Decimal, ...]:
    """Return the rates that an invoice of this territory and day may carry.

    >>> (
    ...     rates_in("guadeloupe-martinique-reunion", date(2026, 11, 24))[0],
    ...     rates_in("guyane-mayotte", date(2026, 11, 24)),
    ... )
    (Decimal('8.5'), ())
    """
    if territory == "guyane-mayotte":
        return ()
    if territory == "guadeloupe-martinique-reunion":
        return OVERSEAS_RATES.on(day)
    return rates_on(day) + (CORSICAN_RATES.on(day) if territory == "corse" else ())


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
