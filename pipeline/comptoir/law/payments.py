"""Payment terms, late payment and cash: dated figures with their source.

`verified=False` marks what was written from memory: it may inform, never refuse by itself.
"""

from datetime import date, timedelta
from decimal import Decimal
from enum import Enum

from comptoir.dates import end_of_month
from comptoir.law.timeline import Timeline

RECOVERY_CHARGE = Timeline(
    {date(2013, 1, 1): Decimal("40.00")}, source="C. com., art. L441-10 et D441-5"
)
CASH_CEILING = Timeline(
    {date(2010, 6, 16): Decimal("3000.00"), date(2015, 9, 1): Decimal("1000.00")},
    source="CMF, art. L112-6 et D112-3",
)
LONGEST_TERM = Timeline({date(2009, 1, 1): 60}, source="C. com., art. L441-10")
PERIODIC_TERM = Timeline({date(2009, 1, 1): 45}, source="C. com., art. L441-10, I")
PUBLIC_TERM = Timeline({date(2010, 7, 1): 30}, source="CCP, art. R2192-10", verified=False)

# The rate of the first day of each half-year holds for the whole of it (C. com., art. L441-10, II).
ECB_REFINANCING_RATE = Timeline(
    {
        date(2023, 1, 1): Decimal("2.50"),
        date(2023, 7, 1): Decimal("4.00"),
        date(2024, 1, 1): Decimal("4.50"),
        date(2024, 7, 1): Decimal("4.25"),
        date(2025, 1, 1): Decimal("3.15"),
        date(2025, 7, 1): Decimal("2.15"),
    },
    source="BCE, opérations principales de refinancement",
    verified=False,
)
BUSINESS_POINTS = Timeline({date(2008, 8, 6): Decimal(10)}, source="C. com., art. L441-10, II")
PUBLIC_POINTS = Timeline(
    {date(2013, 5, 1): Decimal(8)}, source="CCP, art. L2192-13 et R2192-31", verified=False
)


class Term(Enum):
    """When an invoice is to be paid."""

    ON_RECEIPT = "on_receipt"
    NET_30 = "30_days"
    NET_45_END_OF_MONTH = "45_days_end_of_month"  # 45 days, then the end of that month
    END_OF_MONTH_45 = "end_of_month_45_days"  # the end of the month, then 45 days
    NET_60 = "60_days"

    @property
    def french(self) -> str:
        return {
            Term.ON_RECEIPT: "à réception",
            Term.NET_30: "à 30 jours",
            Term.NET_45_END_OF_MONTH: "à 45 jours fin de mois",
            Term.END_OF_MONTH_45: "à 45 jours fin de mois",
            Term.NET_60: "à 60 jours",
        }[self]


DEFAULT_TERM = Term.NET_30  # C. com., art. L441-10, I; CCP, art. R2192-10


def due_on(issued_on: date, term: Term) -> date:
    """Return the last day on which an invoice is paid in time.

    >>> due_on(date(2026, 11, 24), Term.NET_30)
    datetime.date(2026, 12, 24)
    >>> due_on(date(2027, 1, 10), Term.NET_45_END_OF_MONTH)
    datetime.date(2027, 2, 28)
    >>> due_on(date(2027, 1, 10), Term.END_OF_MONTH_45)
    datetime.date(2027, 3, 17)
    """
    if term is Term.NET_45_END_OF_MONTH:
        return end_of_month(issued_on + timedelta(days=45))
    if term is Term.END_OF_MONTH_45:
        return end_of_month(issued_on) + timedelta(days=45)
    days = {Term.ON_RECEIPT: 0, Term.NET_30: 30, Term.NET_60: 60}[term]
    return issued_on + timedelta(days=days)


def late_rate(day: date, *, public: bool = False) -> Decimal:
    """Return the yearly rate of late interest, in percent, for a debt due before this day.

    >>> late_rate(date(2025, 8, 1)), late_rate(date(2025, 8, 1), public=True)
    (Decimal('12.15'), Decimal('10.15'))
    """
    points = PUBLIC_POINTS if public else BUSINESS_POINTS
    return ECB_REFINANCING_RATE.on(day) + points.on(day)
