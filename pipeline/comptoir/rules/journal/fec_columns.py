from collections.abc import Iterator

from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.values.fec import Fec, said


@rule(
    "JRN012",
    "Colonnes du FEC",
    severity=ERROR,
    basis="LPF, art. A47 A-1, VII",
    surface=Fec,
)
def fec_columns(fec: Fec) -> Iterator[Fault]:
    """Cherche une première ligne qui n’est pas celle des 18 noms, dans l’ordre.

    Biais : la variante Montant et Sens, et les colonnes en plus des non-commerciaux, ne sont pas
    connues ici.

    ```toml refusé
    header = "JournalCode|JournalLibelle|EcritureNum|EcritureDate"
    ```

    ```toml refusé
    header = "JournalCode;JournalLib;EcritureNum;EcritureDate;CompteNum;CompteLib"
    ```

    ```toml accepté
    lines = ["VE|Ventes|1|20260314|411|Clients|||F-1|20260314|Facture|0,00|0,00|||20260314||"]
    ```
    """
    yield from said(fec, "JRN012", "Reprenez les noms de l’article A47 A-1, dans l’ordre.")
