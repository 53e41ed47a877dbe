from collections.abc import Iterator

from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.values.fec import Fec, said


@rule(
    "JRN016",
    "Essai du FEC",
    severity=ERROR,
    basis="LPF, art. A47 A-1 ; calcul",
    surface=Fec,
)
def fec_self_test(fec: Fec) -> Iterator[Fault]:
    """Cherche ce que l’outil de l’administration refuserait : une écriture déséquilibrée, un champ
    obligatoire vide, une pièce sans référence, un lettrage sans date, une devise sans montant, une
    écriture en deux morceaux, un numéro sauté.

    Biais : une date de validation antérieure à l’écriture n’est pas refusée.

    ```toml refusé
    lines = [
        "VE|Ventes|1|20260314|411|Clients|||F-1|20260314|Facture|12,00|0,00|||20260314||",
        "VE|Ventes|1|20260314|706|Services|||F-1|20260314|Facture|0,00|11,00|||20260314||",
    ]
    ```

    ```toml refusé
    lines = ["VE|Ventes|1|20260314|411|Clients||||20260314|Facture|0,00|0,00|||20260314||"]
    ```

    ```toml accepté
    lines = [
        "VE|Ventes|1|20260314|411|Clients|||F-1|20260314|Facture|12,00|0,00|||20260314||",
        "VE|Ventes|1|20260314|706|Services|||F-1|20260314|Facture|0,00|12,00|||20260314||",
    ]
    ```
    """
    yield from said(
        fec, "JRN016", "Corrigez la fiche ou la pièce en cause, puis exportez de nouveau."
    )
