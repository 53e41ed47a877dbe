from collections.abc import Iterable, Iterator
from decimal import Decimal

from comptoir.money import CENT, ZERO
from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.values.document import SalesDocument


@rule(
    "VAT004",
    "Réductions hors de la base",
    severity=ERROR,
    basis="CGI, art. 267, II-1° ; calcul",
    surface=SalesDocument,
)
def reductions_out(doc: SalesDocument) -> Iterator[Fault]:
    """Cherche, taux par taux, une base qui n’est pas la somme des lignes, moins les réductions
    accordées, plus les frais.

    Biais : un document sans lignes, ou sans tableau de TVA, n’est pas recalculé ; des prix TTC
    laissent un centime de jeu par ligne.

    ```toml refusé
    lines = [{ rate = 20, net = "100.00" }]
    reductions = [{ rate = 20, amount = "10.00", reason = "Remise" }]
    vat = [{ rate = 20, base = "100.00", tax = "20.00" }]
    ```

    ```toml accepté
    lines = [{ rate = 20, net = "100.00" }]
    reductions = [{ rate = 20, amount = "10.00", reason = "Remise" }]
    vat = [{ rate = 20, base = "90.00", tax = "18.00" }]
    ```

    ```toml accepté
    lines = [{ rate = 20, net = "100.00" }]
    costs = [{ rate = 20, amount = "4.00", reason = "Port" }]
    vat = [{ rate = 20, base = "104.00", tax = "20.80" }]
    ```
    """
    if not doc.lines or not doc.vat:
        return
    for row in doc.vat:
        expected = (
            _sum(line.net for line in doc.lines if line.rate == row.rate)
            - _sum(taken.amount for taken in doc.reductions if taken.rate == row.rate)
            + _sum(cost.amount for cost in doc.costs if cost.rate == row.rate)
        )
        play = CENT * sum(line.rate == row.rate for line in doc.lines)
        if abs(row.base - expected) > play:
            found = (
                f"la base à {row.rate} % n’est pas celle des lignes, réductions et frais compris"
            )
            yield Fault(doc.at("vat"), found, "Recalculez-la.")


def _sum(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, ZERO)
