"""Canvassing consumers by telephone: what the law asks, and since when."""

from datetime import date, time, timedelta
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

# When and how often a consumer may be called for an offer: C. conso., art. D223-9 (décret
# 2022-1313). Whether it outlives the reform of 2026 is to be read again: it is kept to.
HOURS = ((time(10), time(13)), (time(14), time(20)))  # Monday to Friday, but for public holidays
MOST_CALLS = 4  # talks and attempts
WINDOW = timedelta(days=30)
SILENCE = timedelta(days=60)  # after a refusal
# What who calls says first, and may not do (C. conso., art. L221-16 and L221-17; from memory).
FIRST_WORDS = (
    "Bonjour, je suis …, des « {organisation} ». Je vous appelle pour une offre : {purpose}. "
    "Voulez-vous poursuivre ?"
)
DUTIES = (
    "Dites d’abord qui vous êtes, pour qui vous appelez, et que l’appel est commercial.",
    "Un « non » met fin à l’appel aussitôt : notez-le, il vaut opposition.",
    "Jamais de numéro masqué.",
    "Rien n’est vendu par téléphone : l’offre s’écrit, et n’engage que signée.",
)
