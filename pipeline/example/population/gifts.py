"""About four hundred gifts, small and many, with the peak of December."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from random import Random

from example.population.calendar import Season, next_open, paid_by
from example.population.model import TODAY, Contact, Gift
from example.population.organisations import CUSTOMERS

MONTHS = {9: 1.6, 10: 1.3, 11: 2.6, 12: 11, 1: 1.3, 2: 0.8, 3: 0.9, 4: 0.9, 5: 0.8, 6: 1.3, 7: 0.4}
AMOUNTS = {"5": 9, "10": 20, "15": 9, "20": 22, "25": 5, "30": 12, "40": 5, "50": 14, "60": 3,
           "80": 3, "100": 8, "120": 2, "150": 3, "200": 2, "300": 1}  # fmt: skip
COMPANY_AMOUNTS = ("100", "150", "150", "200", "250", "300")
EARMARKS = {"": 70, "Outillage vélo": 12, "Tarif solidaire des stages": 10, "Peinture du quai": 8}

# start, end, how many one-off gifts
YEARS = (
    (date(2024, 9, 2), date(2025, 7, 31), 118),
    (date(2025, 9, 1), date(2026, 7, 31), 146),
    (date(2026, 9, 1), TODAY, 40),
)
MONTHLY_GIVERS, COMPANY_GIFTS = 4, 8


def gifts(contacts: Sequence[Contact], rng: Random) -> list[Gift]:
    """Draw the gifts of grown-up donors, oldest first."""
    adults = [c for c in contacts if not c.organisation and not c.minor]
    donors = rng.sample(adults, 170)
    found = []
    for start, end, count in YEARS:
        days = Season(start, end, MONTHS)
        for _ in range(count):
            donor = donors[min(int(rng.expovariate(1 / 60)), len(donors) - 1)]
            found.append(_gift(donor, rng, days.day(rng)))
    found += [g for donor in donors[-MONTHLY_GIVERS:] for g in _monthly(donor, rng)]
    found += _from_companies(contacts, rng)
    return sorted(found, key=lambda g: (g.on, g.key))


def _gift(donor: Contact, rng: Random, on: date) -> Gift:
    amount = Decimal(rng.choices(tuple(AMOUNTS), tuple(AMOUNTS.values()))[0])
    shares = (26, 30, 26, 18) if amount < 60 else (2, 46, 16, 36)
    return Gift(
        key=donor.key, amount=amount.quantize(Decimal("0.01")), on=on,
        means=paid_by(rng, shares, on),
        earmark=rng.choices(tuple(EARMARKS), tuple(EARMARKS.values()))[0],
    )  # fmt: skip


def _monthly(donor: Contact, rng: Random) -> list[Gift]:
    """A standing order on the fifth of the month, or the first day open after it."""
    amount = Decimal(rng.choice(("5.00", "10.00", "10.00", "15.00")))
    started = rng.randrange(0, 9)
    months = [(2024 + (8 + n) // 12, (8 + n) % 12 + 1) for n in range(started, 27)]
    days = [next_open(date(year, month, 5)) for year, month in months if month != 8]
    return [
        Gift(key=donor.key, amount=amount, on=day, means="virement", earmark="") for day in days
    ]


def _from_companies(contacts: Sequence[Contact], rng: Random) -> list[Gift]:
    companies = [c for c in contacts if c.organisation][:CUSTOMERS]
    givers = rng.sample(companies, 5)
    days = Season(date(2024, 9, 2), TODAY, MONTHS)
    return [
        Gift(
            key=rng.choice(givers).key, on=days.day(rng), means=rng.choice(("virement", "chèque")),
            amount=Decimal(rng.choice(COMPANY_AMOUNTS)).quantize(Decimal("0.01")), earmark="",
        )
        for _ in range(COMPANY_GIFTS)
    ]  # fmt: skip
