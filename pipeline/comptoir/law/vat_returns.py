"""The boxes of the VAT returns CA3 (3310-CA3-SD) and CA12 (3517-S-SD).

Numbers as the forms bear them in 2026; the forms change with finance acts, so a return always
says to compare with the form of the day (LAW § 4.3: not read again at the source).
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

VERIFIED = False
# The simplified regime, and its yearly return, end with 2026 (CGI, art. 287; LAW, VAT027).
LAST_YEARLY = date(2026, 12, 31)


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """Where each figure goes on one form."""

    name: str
    by_rate: dict[Decimal, tuple[str, str]]  # rate → box, label
    other_rates: str
    sales: str
    services_reverse: str  # bought from abroad, VAT due by the buyer
    goods_within_eu: str
    exports: str
    supplies_within_eu: str
    other_untaxed: str
    paid_back: str
    gross_total: str
    assets: str
    other: str
    corrections: str
    carried: str
    deductible_total: str
    credit: str
    due: str
    instalments: str = ""


CA3 = Form(
    name="CA3",
    by_rate={
        Decimal("20.0"): ("08", "Taux normal 20 %"),
        Decimal("5.5"): ("09", "Taux réduit 5,5 %"),
        Decimal("10.0"): ("9B", "Taux réduit 10 %"),
        Decimal("8.5"): ("10", "Taux normal 8,5 %, outre-mer"),
        Decimal("2.1"): ("11", "Taux réduit 2,1 %"),
    },
    other_rates="14",
    sales="A1",
    services_reverse="A3",
    goods_within_eu="B2",
    exports="E1",
    supplies_within_eu="F2",
    other_untaxed="E2",
    paid_back="15",
    gross_total="16",
    assets="19",
    other="20",
    corrections="21",
    carried="22",
    deductible_total="23",
    credit="27",
    due="32",
)
CA12 = Form(
    name="CA12",
    by_rate={
        Decimal("20.0"): ("5A", "Taux normal 20 %"),
        Decimal("5.5"): ("06", "Taux réduit 5,5 %"),
        Decimal("10.0"): ("6C", "Taux réduit 10 %"),
        Decimal("8.5"): ("07", "Taux normal 8,5 %, outre-mer"),
        Decimal("2.1"): ("08", "Taux réduit 2,1 %"),
    },
    other_rates="10",
    sales="CA",
    services_reverse="AC",
    goods_within_eu="14",
    exports="02",
    supplies_within_eu="04",
    other_untaxed="03",
    paid_back="18",
    gross_total="19",
    assets="23",
    other="20",
    corrections="25",
    carried="24",
    deductible_total="26",
    credit="29",
    due="28",
    instalments="30",
)
LABELS = {
    "sales": "Ventes et prestations imposables, hors taxe",
    "services_reverse": "Achats de services à l’étranger, autoliquidés, hors taxe",
    "goods_within_eu": "Acquisitions intracommunautaires, hors taxe",
    "exports": "Exportations hors Union européenne",
    "supplies_within_eu": "Livraisons intracommunautaires",
    "other_untaxed": "Autres opérations non imposables",
    "other_rates": "Taux particuliers",
    "paid_back": "TVA antérieurement déduite à reverser",
    "gross_total": "Total de la TVA brute due",
    "assets": "TVA déductible sur immobilisations",
    "other": "TVA déductible sur autres biens et services",
    "corrections": "Autre TVA à déduire (avoirs, créances perdues)",
    "carried": "Crédit de la déclaration précédente",
    "deductible_total": "Total de la TVA déductible",
    "credit": "Crédit à reporter",
    "due": "TVA nette due",
    "instalments": "Acomptes versés",
}
