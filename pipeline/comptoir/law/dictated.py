"""Words that the law dictates (LAW, § 7), each with its source and whether the text was seen.

Where « or equally clear words » is allowed, the patterns are wide; where it is not, they are the
words themselves. All patterns are searched in folded text.
"""

import re
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Dictated:
    """Words dictated by a text, and how to recognise them."""

    words: str  # as the law writes them
    pattern: re.Pattern[str]
    source: str
    verified: bool
    equivalent: bool = False  # other clear words are allowed
    since: date | None = None


ORDER = Dictated(
    "commande avec obligation de paiement",
    re.compile(
        r"obligation de pa[iy]ement|\bpayer\b|\bpaye[rz]\b|\bacheter\b|\bpaiement\b|"
        r"\bregler (?:ma|la|votre) commande|\bcommande(?:r)? (?:payante|et payer)"
    ),
    "C. conso, L221-14",
    verified=False,
    equivalent=True,
)
WITHDRAW = Dictated(
    "renoncer au contrat ici",
    re.compile(
        r"renoncer (?:au|a mon|a votre|a un) contrat|\bse retracter\b|\bme retracter\b|"
        r"exercer (?:mon|votre|son|le) droit de retractation|retractation en ligne"
    ),
    "C. conso, L221-21 et D221-5 (ord. 2026-2, décret 2026-3)",
    verified=True,
    equivalent=True,
    since=date(2026, 6, 19),
)
TERMINATE = Dictated(
    "résilier votre contrat",
    re.compile(r"\bresilier\b|\bresiliation\b|\bmettre fin a (?:mon|votre) (?:abonnement|contrat)"),
    "C. conso, L215-1-1 (loi 2022-1158, décret 2023-182)",
    verified=True,
    equivalent=True,
    since=date(2023, 6, 1),
)
ACCESSIBILITY = Dictated(
    "Accessibilité : totalement conforme | partiellement conforme | non conforme",
    re.compile(r"accessibilite ?: ?(totalement|partiellement|non) conforme"),
    "loi 2005-102, art. 47 ; décret 2019-768",
    verified=True,
)
CREDIT = Dictated(
    "Un crédit vous engage et doit être remboursé. Vérifiez vos capacités de remboursement avant "
    "de vous engager.",
    re.compile(r"un credit vous engage et doit etre rembourse"),
    "C. conso, L312-5",
    verified=False,
)
ALCOHOL = Dictated(
    "L’abus d’alcool est dangereux pour la santé",
    re.compile(r"l'abus d'alcool est dangereux pour la sante"),
    "CSP, L3323-4",
    verified=False,
)
# Sentences of the framed text of D211-2 that no correct copy lacks.
GUARANTEE = (
    re.compile(r"delai de deux ans a compter de la delivrance d"),
    re.compile(r"defaut de conformite"),
    re.compile(r"extension de six mois de la garantie"),
    re.compile(r"300 ?000 euros"),
    re.compile(r"articles? 1641 a 1649"),
)
GUARANTEE_SOURCE = "C. conso, L211-2 et D211-1 à D211-4"
RENEWAL_ARTICLES = ("l215-1", "l215-2", "l215-3", "l241-3")
