"""About three hundred sales of kits, guides, courses and half-days, busier every year."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from example.population.calendar import Season, is_open, next_open, paid_by
from example.population.model import TODAY, Contact, SaleLine
from example.population.organisations import CUSTOMERS

# sku → gross price, rate of VAT in percent
ITEMS = {
    "KIT-VELO": (Decimal("39.00"), "20.0"),
    "KIT-COUT": (Decimal("24.00"), "20.0"),
    "GUIDE": (Decimal("16.00"), "5.5"),
    "STAGE-BOIS": (Decimal("90.00"), "20.0"),
    "STAGE-ELEC": (Decimal("72.00"), "20.0"),
    "LOC-ATEL": (Decimal("60.00"), "20.0"),
}
PEOPLE_BUY = {"KIT-VELO": 24, "KIT-COUT": 22, "GUIDE": 30, "STAGE-BOIS": 14, "STAGE-ELEC": 10}
FIRMS_BUY = {"LOC-ATEL": 40, "GUIDE": 18, "STAGE-BOIS": 12, "STAGE-ELEC": 12, "KIT-VELO": 10,
             "KIT-COUT": 8}  # fmt: skip
MONTHS = {9: 1.7, 10: 2.6, 11: 4.4, 12: 5.2, 1: 1.4, 2: 1.6, 3: 2.2, 4: 2.4, 5: 2.0, 6: 2.2, 7: 0.6}
CASH_LIMIT = Decimal(300)

YEARS = (
    (date(2024, 9, 2), date(2025, 7, 31), 98),
    (date(2025, 9, 1), date(2026, 7, 31), 128),
    (date(2026, 9, 1), TODAY, 74),
)
FIRMS_SHARE, SECOND_LINE = 0.3, 0.14
LATE, UNPAID = 5, 7
WORTH_A_DELAY = Decimal(48)


def sales(contacts: Sequence[Contact], rng: Random) -> list[SaleLine]:
    """Draw the sales in order of their vouchers; a sale has one or two lines."""
    firms = [c for c in contacts if c.organisation][:CUSTOMERS]
    people = rng.sample([c for c in contacts if not c.organisation and not c.minor], 130)
    drawn = []
    for start, end, count in YEARS:
        days = Season(start, end, MONTHS)
        drawn += [days.day(rng) for _ in range(count)]
    waiting = list(firms)  # each firm buys at least once
    documents = []
    for day in sorted(drawn):
        if rng.random() < FIRMS_SHARE:
            firm = waiting.pop(rng.randrange(len(waiting))) if waiting else rng.choice(firms)
            documents.append(_to_firm(firm, day, rng))
        else:
            documents.append(_to_person(rng.choice(people), day, rng))
    documents.sort(key=lambda lines: lines[0].on)
    documents = _slow_payers(documents, firms, rng)
    return [
        replace(line, voucher=f"VE-{rank:04d}")
        for rank, lines in enumerate(documents, start=1)
        for line in lines
    ]


def _hired(day: date) -> date:
    """The machines are let on Mondays, Tuesdays and Thursdays."""
    while day.weekday() not in (0, 1, 3) or not is_open(day):
        day -= timedelta(days=1)
    return day


def _lines(
    key: int, day: date, wanted: dict[str, int], rng: Random, *, most: int
) -> list[SaleLine]:
    skus = [rng.choices(tuple(wanted), tuple(wanted.values()))[0]]
    if rng.random() < SECOND_LINE:
        skus += [sku for sku in ("GUIDE", "KIT-VELO") if sku not in skus][:1]
    return [
        SaleLine(
            voucher="", key=key, on=day, sku=sku, price=ITEMS[sku][0], rate=ITEMS[sku][1],
            quantity=rng.choices((1, 2, most), (80, 14, 6))[0], means="", paid_on=None,
        )
        for sku in skus
    ]  # fmt: skip


def _paid(lines: list[SaleLine], means: str, on: date | None) -> list[SaleLine]:
    return [replace(line, means=means if on else "", paid_on=on) for line in lines]


def _total(lines: list[SaleLine]) -> Decimal:
    return sum((line.price * line.quantity for line in lines), Decimal(0))


def _to_person(buyer: Contact, day: date, rng: Random) -> list[SaleLine]:
    lines = _lines(buyer.key, day, PEOPLE_BUY, rng, most=3)
    shares = (18, 22, 50, 10) if _total(lines) <= CASH_LIMIT else (0, 30, 55, 15)
    return _paid(lines, paid_by(rng, shares, day), day)


def _to_firm(firm: Contact, day: date, rng: Random) -> list[SaleLine]:
    """Firms pay at once, or by transfer within thirty days."""
    lines = _lines(firm.key, day, FIRMS_BUY, rng, most=6)
    if any(line.sku == "LOC-ATEL" for line in lines):
        day = _hired(day)
        lines = [replace(line, on=day) for line in lines]
    if rng.random() < 0.45:
        return _paid(lines, paid_by(rng, (0, 50, 50, 10), day), day)
    settled = next_open(day + timedelta(days=rng.randrange(3, 26)))
    return _paid(lines, "virement", settled if settled <= TODAY else day)


def _slow_payers(
    documents: list[list[SaleLine]], firms: Sequence[Contact], rng: Random
) -> list[list[SaleLine]]:
    """Five firms paid late; seven invoices are unpaid today, from eight months to some days old."""
    keys = {firm.key for firm in firms}

    def of_firms(start: date, end: date) -> list[int]:
        return [
            n for n, lines in enumerate(documents)
            if lines[0].key in keys
            and start <= lines[0].on <= end
            and _total(lines) >= WORTH_A_DELAY
        ]  # fmt: skip

    result = list(documents)
    for n in rng.sample(of_firms(date(2024, 10, 1), date(2026, 2, 28)), LATE):
        paid_on = next_open(documents[n][0].on + timedelta(days=rng.randrange(48, 97)))
        result[n] = _paid(documents[n], "virement", paid_on)
    recent = of_firms(date(2026, 10, 26), TODAY)
    older = of_firms(date(2026, 3, 15), date(2026, 10, 24))
    for n in rng.sample(recent, 2) + rng.sample(older, UNPAID - 2):
        result[n] = _paid(documents[n], "", None)
    return result
