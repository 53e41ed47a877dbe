"""SEPA direct debits: rules of the scheme (EPC rulebook, CMF) on dates, mandates and returns."""

from datetime import date, timedelta

from comptoir.dates import easter

NOTICE_DAYS = 14  # told before the debit, unless the two agreed on less (EPC016, § 4.3.4)
UNUSED_MONTHS = 36  # a mandate that served for none as long lapses (EPC016, § 4.1)
DISPUTE_MONTHS = 13  # of a debit that nobody allowed (CMF, art. L133-24)
# Reasons after which the same account can be debited no more (EPC173, ISO 20022).
ENDS_MANDATE = frozenset({"AC01", "AC04", "AC06", "AG01", "MD01", "MD07"})
REASONS = {
    "AC01": "IBAN incorrect",
    "AC04": "compte clos",
    "AC06": "compte bloqué",
    "AC13": "compte d’un consommateur",
    "AG01": "prélèvement interdit sur ce compte",
    "AG02": "code d’opération incorrect",
    "AM04": "provision insuffisante",
    "AM05": "prélèvement en double",
    "BE05": "créancier inconnu",
    "CNOR": "banque du créancier injoignable",
    "DNOR": "banque du débiteur injoignable",
    "FF01": "format incorrect",
    "FF05": "code de séquence incorrect",
    "MD01": "pas de mandat",
    "MD02": "mandat incomplet ou faux",
    "MD06": "contesté par le débiteur",
    "MD07": "débiteur décédé",
    "MS02": "refusé par le débiteur",
    "MS03": "motif non communiqué par la banque",
    "RC01": "BIC incorrect",
    "RR04": "motif réglementaire",
    "SL01": "service propre à la banque du débiteur",
}


def is_target_day(day: date) -> bool:
    """Whether banks settle on a day: neither a week-end nor a holiday of TARGET.

    >>> is_target_day(date(2026, 7, 14)), is_target_day(date(2026, 4, 3))
    (True, False)
    """
    sunday = easter(day.year)
    closed = {
        date(day.year, 1, 1), sunday - timedelta(days=2), sunday + timedelta(days=1),
        date(day.year, 5, 1), date(day.year, 12, 25), date(day.year, 12, 26),
    }  # fmt: skip
    return day.weekday() < 5 and day not in closed


def target_day_from(day: date) -> date:
    """Return the first day, from this one on, on which banks settle.

    >>> target_day_from(date(2026, 12, 25))
    datetime.date(2026, 12, 28)
    """
    while not is_target_day(day):
        day += timedelta(days=1)
    return day


def reason(code: str) -> str:
    """
    >>> reason("AM04"), reason("ZZ99")
    ('provision insuffisante (AM04)', 'motif ZZ99')
    """
    known = REASONS.get(code)
    return f"{known} ({code})" if known else f"motif {code or 'non dit'}"
