"""Delays of delivery and of carriage."""

from datetime import date, timedelta

from comptoir.dates import holidays

DELIVERED_WITHIN = timedelta(days=30)  # of the contract, when no day was promised to a consumer
DELIVERY_SOURCE = "C. conso., art. L216-1"
PROTEST_DAYS = 3  # after the reception, public holidays left out
PROTEST_SOURCE = "C. com., art. L133-3"


def protest_by(received_on: date) -> date:
    """Return the last day of the registered letter that a carrier must have for damaged goods.

    Sundays are counted, which is the careful reading.

    >>> protest_by(date(2026, 11, 10))  # the 11th is a public holiday
    datetime.date(2026, 11, 14)
    """
    day, left = received_on, PROTEST_DAYS
    while left:
        day += timedelta(days=1)
        left -= day not in holidays(day.year)
    return day
