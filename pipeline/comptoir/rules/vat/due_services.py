from collections.abc import Iterator

from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.values.tax import TaxPoint


@rule(
    "VAT009",
    "TVA des services, due à l’encaissement",
    severity=ERROR,
    basis="CGI, art. 269, 2-c",
    surface=TaxPoint,
    seen="REF26",
)
def due_services(point: TaxPoint) -> Iterator[Fault]:
    """Cherche la TVA d’une prestation de services, sans option pour les débits, que les comptes
    rendent due un autre jour que l’encaissement, acomptes compris.

    Biais : une TVA due plus tôt que la loi ne le demande est signalée aussi : elle avance l’impôt.

    ```toml refusé
    nature = "services"
    invoiced_on = 2026-01-28
    paid_on = 2026-03-10
    due_on = 2026-01-28
    ```

    ```toml refusé
    nature = "services"
    invoiced_on = 2026-01-28
    due_on = 2026-01-28
    ```

    ```toml accepté
    nature = "services"
    invoiced_on = 2026-01-28
    paid_on = 2026-03-10
    due_on = 2026-03-10
    ```

    ```toml accepté
    nature = "services"
    invoiced_on = 2026-01-28
    ```

    ```toml accepté
    nature = "services"
    on_debits = true
    invoiced_on = 2026-01-28
    paid_on = 2026-03-10
    due_on = 2026-01-28
    ```
    """
    if point.nature != "services" or point.on_debits or point.due_on is None:
        return
    if point.due_on != point.paid_on:
        found = "la TVA de ce service n’est pas due à l’encaissement"
        yield Fault(point.at("due_on"), found, "Laissez-la en attente jusqu’au règlement.")
