from collections.abc import Iterator

from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.values.tax import TaxPoint


@rule(
    "VAT010",
    "Option pour les débits",
    severity=ERROR,
    basis="CGI, art. 269 ; CGI, ann. II, art. 242 nonies A",
    surface=TaxPoint,
    seen="REF26",
)
def due_on_debits(point: TaxPoint) -> Iterator[Fault]:
    """Cherche, sous l’option pour les débits, la TVA d’un service due un autre jour que la facture,
    ou plus tard que l’encaissement d’un acompte : l’option n’avance que la facture, elle ne retarde
    pas l’acompte.

    Biais : la date de l’option est celle du profil.

    ```toml refusé
    nature = "services"
    on_debits = true
    invoiced_on = 2026-01-28
    paid_on = 2026-03-10
    due_on = 2026-03-10
    ```

    ```toml refusé
    nature = "services"
    on_debits = true
    deposit = true
    paid_on = 2026-01-05
    invoiced_on = 2026-01-28
    due_on = 2026-01-28
    ```

    ```toml accepté
    nature = "services"
    on_debits = true
    deposit = true
    paid_on = 2026-01-05
    invoiced_on = 2026-01-28
    due_on = 2026-01-05
    ```

    ```toml accepté
    nature = "services"
    on_debits = true
    invoiced_on = 2026-01-28
    due_on = 2026-01-28
    ```
    """
    if point.nature != "services" or not point.on_debits or point.due_on is None:
        return
    wanted = min((day for day in (point.invoiced_on, point.paid_on) if day), default=None)
    if wanted is not None and point.due_on > wanted:
        found = "sous l’option pour les débits, la TVA est due dès la facture ou l’acompte"
        yield Fault(point.at("due_on"), found, "Portez-la en 44571 au premier des deux jours.")
