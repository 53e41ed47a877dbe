from collections.abc import Iterator

from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.values.fec import Fec, said


@rule(
    "JRN013",
    "Écriture du FEC",
    severity=ERROR,
    basis="LPF, art. A47 A-1, III",
    surface=Fec,
    seen="ETA",
)
def fec_writing(fec: Fec) -> Iterator[Fault]:
    """Cherche, dans un FEC, les dates qui ne sont pas AAAAMMJJ, les montants sans virgule décimale
    ou avec un séparateur de milliers, les lignes qui n’ont pas 18 champs, et la marque d’ordre des
    octets.

    Biais : tabulation et barre verticale sont admises comme séparateurs.

    ```toml refusé
    lines = [
        "VE|Ventes|1|14/03/2026|411|Clients|||F-1|20260314|Facture|12,00|0,00|||20260314||",
    ]
    ```

    ```toml refusé
    lines = [
        "VE|Ventes|1|20260314|411|Clients|||F-1|20260314|Facture|1 200.00|0,00|||20260314||",
    ]
    ```

    ```toml refusé
    marked = true
    ```

    ```toml accepté
    lines = [
        "VE|Ventes|1|20260314|411|Clients|||F-1|20260314|Facture|1200,00|0,00|||20260314||",
    ]
    ```
    """
    yield from said(fec, "JRN013", "Dates AAAAMMJJ, montants comme 1200,00, 18 champs par ligne.")
