"""Code lists of the French structured invoice (BR-FR, schematron V1.4.0.03 of 4 August 2026)."""

from datetime import date
from decimal import Decimal

from comptoir.law.timeline import Timeline

# BR-FR-04
TYPE_CODES = frozenset((
    "380", "381", "384", "386", "389", "261", "262", "393", "396",
    "471", "472", "473", "500", "501", "502", "503",
))  # fmt: skip

# BR-FR-08: B goods, S services, M both; then what the invoice stands for
FRAMES = frozenset((
    "B1", "S1", "M1", "B2", "S2", "M2", "S3", "B4", "S4", "M4", "S5", "S6",
    "B7", "S7", "B8", "S8", "M8", "B9", "S9", "M9",
))  # fmt: skip
NEGATIVE_PRICES = frozenset(("B9", "S9", "M9"))  # the only frames whose prices may be negative

CATEGORIES = frozenset(("S", "E", "AE", "K", "G", "O", "Z"))  # BR-FR-15

# BR-FR-16: today's rates, Corsican and former ones
RATES = frozenset(map(Decimal, (
    "0", "0.9", "1.05", "1.75", "2.1", "5.5", "7", "8.5", "9.2", "9.6", "10", "13", "19.6", "20",
    "20.6",
)))  # fmt: skip

NOTES = ("PMT", "PMD", "AAB")  # BR-FR-05: recovery charge, late interest, discount terms
IDENTIFIER = "0225"  # scheme of the electronic address, which begins with the SIREN

# Small firms and micro-enterprises: who issues through an approved platform, and who reports.
ISSUING_FROM = date(2027, 9, 1)
# The first invoices that the French rules (BR-FR) may stop: everyone receives, the large issue.
FRENCH_RULES_FROM = date(2026, 9, 1)  # CGI, art. 289 bis ; LF 2026
ISSUING = Timeline(
    {date(2000, 1, 1): False, ISSUING_FROM: True}, source="CGI, art. 289 bis ; LF 2026"
)
REPORTING = Timeline(
    {date(2000, 1, 1): False, ISSUING_FROM: True}, source="CGI, art. 290 ; LF 2026"
)
CHORUS_SOURCE = "CCP, art. L2192-1 s."
CHORUS = Timeline({date(2000, 1, 1): False, date(2020, 1, 1): True}, source=CHORUS_SOURCE)
OUTSIDE = ("973", "976")  # postcodes without VAT: Guyane, Mayotte
