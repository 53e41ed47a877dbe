from collections.abc import Iterator
from decimal import Decimal

from comptoir.money import to_cents
from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.values.document import SalesDocument

PLAY = Decimal("0.01")


@rule(
    "VAT012",
    "TVA calculée par taux",
    severity=ERROR,
    basis="EN 16931, BR-CO-17 ; calcul",
    surface=SalesDocument,
    seen="PHX",
)
def tax_by_rate(doc: SalesDocument) -> Iterator[Fault]:
    """Cherche les TVA qui ne sont pas la base du taux multipliée par le taux, arrondie au centime
    le plus proche ; une TVA additionnée ligne à ligne s’en écarte.

    Biais : des prix TTC donnent un centime de jeu, la TVA y étant déduite.

    ```toml refusé
    vat = [{ rate = 20, base = "100.00", tax = "20.03" }]
    ```

    ```toml accepté
    vat = [{ rate = 20, base = "100.02", tax = "20.00" }]
    ```
    """
    for row in doc.vat:
        if abs(row.tax - to_cents(row.base * row.rate / 100)) > PLAY:
            found = f"la TVA à {row.rate} % n’est pas celle de sa base"
            yield Fault(doc.at("vat"), found, "Calculez-la sur la base du taux.")
