from collections.abc import Iterator

from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.values.receipt import GiftPaper


@rule(
    "DOC051",
    "Droit d’émettre des reçus fiscaux",
    severity=ERROR,
    basis="CGI, art. 200, 238 bis et 1740 A ; LPF, art. L80 C",
    surface=GiftPaper,
)
def receipt_right(paper: GiftPaper) -> Iterator[Fault]:
    """Cherche les reçus fiscaux d’un organisme dont rien ne dit qu’il en a le droit : l’amende est
    du montant de l’avantage fiscal.

    Biais : le droit est celui que le profil déclare, avec son fondement (rescrit, reconnaissance
    d’utilité publique).

    ```toml refusé
    eligible = false
    ```

    ```toml refusé
    eligible = true
    eligible_basis = ""
    ```

    ```toml accepté
    eligible = true
    eligible_basis = "Rescrit du 14 mars 2019"
    ```
    """
    if not paper.eligible or not paper.eligible_basis:
        found = "rien ne dit que cet organisme peut émettre des reçus fiscaux"
        yield Fault(paper.at(), found, "Complétez [tax_receipts] au profil, ou ne l’émettez pas.")
