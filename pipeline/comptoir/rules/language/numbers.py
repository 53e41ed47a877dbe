import re
from collections.abc import Iterator

from comptoir.dates import DAYS, MONTHS
from comptoir.rules import INFO, Fault, rule
from comptoir.rules.surfaces_text import WrittenText

_MONTH = "|".join(MONTHS)
FORMS = (
    (re.compile(rf"\b\d{{1,2}}(?:er)? (?:{'|'.join(m.capitalize() for m in MONTHS)})\b"),
     "un mois porte une majuscule", "Écrivez-le en minuscules : 3 mars."),
    (re.compile(rf"(?<=[a-zà-ÿ,] )(?:{'|'.join(d.capitalize() for d in DAYS)}) \d{{1,2}}\b"),
     "un jour porte une majuscule", "Écrivez-le en minuscules : mardi 3 mars."),
    (re.compile(rf"\b1 (?:{_MONTH})\b"), "le premier du mois est mal écrit",
     "Écrivez 1er : 1er mars."),
    (re.compile(rf"\b0[1-9] (?:{_MONTH})\b"), "un jour porte un zéro", "Écrivez 3 mars."),
    (re.compile(r"\b(?:[01]?\d|2[0-3])[hH][0-5]\d\b|\b(?:[01]?\d|2[0-3]):[0-5]\d\b(?!:)"),
     "une heure n’est pas écrite à la française", "Écrivez 14 h 30."),
    (re.compile(r"\b\d+(?:,\d+)?[€%](?!\w)"), "il manque une espace avant € ou %",
     "Écrivez 12 €, 20 %."),
    (re.compile(r"€ ?\d+(?!\d)"), "le signe € est avant le nombre", "Écrivez 12 €."),
    (re.compile(r"\b\d+\.\d{1,2} ?(?:€|euros?\b|%|km\b|kg\b|m\b)"),
     "un nombre porte un point décimal", "Écrivez une virgule : 12,50 €."),
    (re.compile(r"\b\d{1,3}(?:,\d{3})+(?:\.\d+)?\b"),
     "des milliers sont séparés par une virgule", "Écrivez 12 000."),
)  # fmt: skip


@rule(
    "TXT004",
    "Dates, heures et nombres",
    severity=INFO,
    basis="constat : Lexique des règles typographiques de l’Imprimerie nationale",
    surface=WrittenText,
)
def numbers(text: WrittenText) -> Iterator[Fault]:
    """Cherche les dates, les heures et les sommes écrites à l’anglaise ou sans espace.

    Biais : une information ; les tableaux et les légendes sont lus comme le reste.

    ```markdown refusé
    Rendez-vous le 3 Mars à 14h30, pour 12€.
    ```

    ```markdown accepté
    Rendez-vous le mardi 3 mars à 14 h 30, pour 12,50 € ou 20 % de moins, le 1er mai aussi.
    ```
    """
    for pattern, said, remedy in FORMS:
        for found in text.found(pattern):
            yield Fault(text.at(found.start()), said, remedy)
