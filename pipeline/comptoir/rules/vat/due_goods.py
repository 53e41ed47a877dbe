from collections.abc import Iterator
from datetime import date

from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.values.tax import TaxPoint

DEPOSITS_FROM = date(2023, 1, 1)  # CGI, art. 269, 2-a, loi 2021-1900, art. 30


@rule(
    "VAT008",
    "TVA des biens, due à la livraison",
    severity=ERROR,
    basis="CGI, art. 269, 2-a",
    surface=TaxPoint,
    seen="REF26",
)
def due_goods(point: TaxPoint) -> Iterator[Fault]:
    """Cherche la TVA d’une livraison de biens que les comptes rendent due plus tard que la
    livraison, et celle d’un acompte sur des biens plus tard que l’encaissement (depuis le 1er
    janvier 2023).

    Biais : une avance avant 2023 n’est pas jugée.

    ```toml refusé
    supplied_on = 2026-11-02
    invoiced_on = 2026-11-02
    paid_on = 2026-12-10
    due_on = 2026-12-10
    ```

    ```toml refusé
    deposit = true
    paid_on = 2026-11-05
    invoiced_on = 2026-11-20
    due_on = 2026-11-20
    ```

    ```toml accepté
    supplied_on = 2026-11-02
    invoiced_on = 2026-11-02
    due_on = 2026-11-02
    ```

    ```toml accepté
    deposit = true
    paid_on = 2022-12-05
    invoiced_on = 2023-01-20
    due_on = 2023-01-20
    ```

    ```toml accepté
    nature = "services"
    invoiced_on = 2026-11-02
    paid_on = 2026-12-10
    due_on = 2026-12-10
    ```
    """
    if point.nature != "goods" or point.due_on is None:
        return
    if point.deposit:
        wanted = point.paid_on if point.paid_on and point.paid_on >= DEPOSITS_FROM else None
        found = "la TVA d’un acompte sur des biens est due à l’encaissement"
    else:
        wanted = point.supplied_on
        found = "la TVA de ces biens est due à leur livraison"
    if wanted is not None and point.due_on > wanted:
        yield Fault(point.at("due_on"), found, "Portez-la en 44571 à cette date.")
