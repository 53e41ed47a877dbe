from collections.abc import Iterator

from comptoir.law.chart import OPENING
from comptoir.rules import ERROR, MISSING, Fault, rule
from comptoir.rules.values.fec import Fec, said

CLOSING = frozenset(("CL", "CLO", "CLOT"))


@rule(
    "JRN011",
    "Un FEC par exercice",
    severity=ERROR,
    basis="LPF, art. L47 A, I et A47 A-1, VII",
    surface=Fec,
    seen="REF26",
)
def fec_whole(fec: Fec) -> Iterator[Fault]:
    """Cherche un FEC sans l’un des journaux de l’exercice, sans les à-nouveaux d’un exercice qui en
    suit un autre, avec des écritures d’un autre exercice, ou avec celles qui soldent les classes 6
    et 7.

    Biais : le premier exercice n’a pas d’à-nouveaux ; une écriture de solde est reconnue à son
    journal (CL, CLO, CLOT).

    ```toml refusé
    journals = ["VE", "BQ"]
    lines = [
        "VE|Ventes|1|20260314|411|Clients|||F-1|20260314|Facture|12,00|0,00|||20260314||",
        "VE|Ventes|1|20260314|706|Services|||F-1|20260314|Facture|0,00|12,00|||20260314||",
    ]
    ```

    ```toml refusé
    lines = [
        "VE|Ventes|1|20250314|411|Clients|||F-1|20250314|Facture|12,00|0,00|||20250314||",
        "VE|Ventes|1|20250314|706|Services|||F-1|20250314|Facture|0,00|12,00|||20250314||",
    ]
    ```

    ```toml refusé
    first_year = false
    lines = [
        "VE|Ventes|1|20260314|411|Clients|||F-1|20260314|Facture|12,00|0,00|||20260314||",
        "VE|Ventes|1|20260314|706|Services|||F-1|20260314|Facture|0,00|12,00|||20260314||",
    ]
    ```

    ```toml accepté
    journals = ["VE"]
    lines = [
        "VE|Ventes|1|20260314|411|Clients|||F-1|20260314|Facture|12,00|0,00|||20260314||",
        "VE|Ventes|1|20260314|706|Services|||F-1|20260314|Facture|0,00|12,00|||20260314||",
    ]
    ```
    """
    codes = {row[0] for row in fec.rows if row}
    for missing in sorted(set(fec.journals) - codes):
        yield Fault(
            fec.at("JournalCode"), f"le journal {missing} n’y est pas", "Exportez-le aussi."
        )
    if not fec.first_year and OPENING.code not in codes:
        found = "les à-nouveaux n’y sont pas"
        yield Fault(fec.at("JournalCode"), found, "Ouvrez l’exercice, puis exportez.", MISSING)
    if codes & CLOSING:
        found = "les écritures qui soldent les comptes de gestion y sont"
        yield Fault(fec.at("JournalCode"), found, "Exportez avant elles.")
    yield from said(fec, "JRN011", "Exportez les écritures de l’exercice, et elles seules.")
