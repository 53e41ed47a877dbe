"""SEPA mandates: who lets us debit which account, and when it may be done."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from comptoir.errors import RefusedError
from comptoir.identifiers import is_iban
from comptoir.law.sepa import NOTICE_DAYS, UNUSED_MONTHS

_REFERENCE = re.compile(r"[A-Za-z0-9+?/:().,' -]{1,35}")  # AT-01, in the SEPA set


class Sequence(StrEnum):
    """Where a debit stands among those of its mandate."""

    FIRST = "FRST"
    RECURRENT = "RCUR"
    ONE_OFF = "OOFF"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mandate:
    """What a customer signed."""

    reference: str  # RUM, AT-01: MD-2026-0001, or that of a former program
    payer: str  # C-000123
    holder: str  # of the account, as the bank knows them
    iban: str
    signed_on: date
    once: bool = False  # for one debit only
    business: bool = False  # scheme B2B: no refund, and the payer's bank knows the mandate
    notice_days: int = NOTICE_DAYS

    def __post_init__(self) -> None:
        if not _REFERENCE.fullmatch(self.reference) or "//" in self.reference:
            raise RefusedError(
                "La référence unique de ce mandat (RUM) n’est pas possible.",
                remedy="Elle a 35 caractères au plus : lettres sans accent, chiffres, espaces.",
            )
        check_iban(self.iban)
        if not 1 <= self.notice_days <= 90:
            raise RefusedError(
                "Ce préavis n’est pas possible.", remedy="Donnez de 1 à 90 jours (14 d’usage)."
            )

    def sequence(self, *, used: bool) -> Sequence:
        """Return how the next debit is presented; `used` when one was made and did not fail."""
        if self.once:
            return Sequence.ONE_OFF
        return Sequence.RECURRENT if used else Sequence.FIRST

    def told_by(self, on: date) -> date:
        """Return the last day to tell the customer of a debit of this day."""
        return on - timedelta(days=self.notice_days)


def lapsed(last_used: date, on: date) -> bool:
    """Whether a mandate served for too long for nothing.

    >>> lapsed(date(2023, 11, 1), date(2026, 11, 24)), lapsed(date(2023, 12, 1), date(2026, 11, 24))
    (True, False)
    """
    months = (on.year - last_used.year) * 12 + on.month - last_used.month
    return months > UNUSED_MONTHS or (months == UNUSED_MONTHS and on.day > last_used.day)


def check_iban(iban: str) -> None:
    """Refuse an IBAN whose key is wrong."""
    if not is_iban(iban):
        raise RefusedError(
            "Cet IBAN n’est pas juste : sa clé ne tombe pas.",
            remedy="Recopiez-le depuis le mandat signé ou le RIB.",
        )


def plain_iban(text: str) -> str:
    """
    >>> plain_iban("fr76 3000 6000 0112 3456 7890 189")
    'FR7630006000011234567890189'
    """
    return "".join(text.split()).upper()


def masked(iban: str) -> str:
    """
    >>> masked("FR7630006000011234567890189")
    'FR76 … 0189'
    """
    return f"{iban[:4]} … {iban[-4:]}"
