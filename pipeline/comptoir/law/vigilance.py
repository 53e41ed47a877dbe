"""The duty of vigilance of who orders work (Code du travail, art. L8222-1, D8222-5, R8222-1)."""

from datetime import date
from decimal import Decimal

FROM = Decimal(5000)  # euros, net: the whole of the work ordered (art. R8222-1)
MONTHS = 6  # from one certificate to the next (art. D8222-5)
SOURCE = "C. trav., art. L8222-1, R8222-1 et D8222-5"


def next_on(certificate: date) -> date:
    """Return the day on which a new certificate is asked for.

    >>> next_on(date(2026, 8, 31))
    datetime.date(2027, 2, 28)
    """
    month = certificate.month + MONTHS
    year, month = certificate.year + (month - 1) // 12, (month - 1) % 12 + 1
    for day in range(certificate.day, 0, -1):
        try:
            return date(year, month, day)
        except ValueError:
            continue
    raise AssertionError("every month has a first day")
