from collections.abc import Iterator

from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.values.document import SalesDocument


@rule(
    "VAT013",
    "Prix affiché, prix payé",
    severity=ERROR,
    basis="C. conso, art. L112-1 ; calcul",
    surface=SalesDocument,
)
def price_kept(doc: SalesDocument) -> Iterator[Fault]:
    """Cherche un total TTC qui n’est pas celui des prix TTC affichés au particulier : la TVA se
    déduit du prix, elle ne s’y ajoute pas.

    Biais : des réductions et des frais sont déjà dans le total affiché.

    ```toml refusé
    displayed = "39.00"
    net = "32.50"
    tax = "6.51"
    gross = "39.01"
    ```

    ```toml accepté
    displayed = "39.00"
    net = "32.50"
    tax = "6.50"
    gross = "39.00"
    ```

    ```toml accepté
    gross = "39.00"
    ```
    """
    if doc.displayed is not None and doc.displayed != doc.gross:
        found = "le total n’est pas celui des prix affichés"
        yield Fault(doc.at("totaux"), found, "Déduisez la TVA du prix, au lieu de l’ajouter.")
