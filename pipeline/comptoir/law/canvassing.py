"""Canvassing consumers by telephone: what the law asks, and since when."""

from datetime import date
from enum import StrEnum

from comptoir.law.timeline import Timeline


class PhoneRule(StrEnum):
    """What lets a consumer be called for an offer."""

    OBJECTION = "objection"  # allowed unless the person is on the opposition list (Bloctel)
    CONSENT = "consent"


PHONE = Timeline(
    {date(2014, 3, 17): PhoneRule.OBJECTION, date(2026, 8, 11): PhoneRule.CONSENT},
    source="C. conso., art. L223-1 (loi 2025-594, art. 13)",
)
