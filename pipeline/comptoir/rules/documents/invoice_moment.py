from collections.abc import Iterator
from datetime import timedelta

from comptoir.dates import end_of_month
from comptoir.rules import WARNING, Fault, Scope, rule
from comptoir.rules.values.document import Supply

TOLERATED = 5  # days


@rule(
    "DOC030",
    "Facture dès la livraison",
    severity=WARNING,
    basis="CGI, art. 289, I-3 ; C. com., art. L441-9",
    surface=Supply,
    seen="REF26",
)
def invoice_moment(supply: Supply, scope: Scope) -> Iterator[Fault]:
    """Cherche ce qui est livré ou exécuté pour un professionnel depuis plus de cinq jours sans
    facture ; pour une facture périodique, ce qui n’est pas facturé à la fin du mois.

    Biais : quelques jours sont tolérés ; une vente à un particulier n’est pas jugée.

    ```toml refusé
    supplied_on = 2026-11-02
    ```

    ```toml refusé
    supplied_on = 2026-10-02
    periodic = true
    ```

    ```toml accepté
    supplied_on = 2026-11-20
    ```

    ```toml accepté
    supplied_on = 2026-11-02
    invoiced_on = 2026-11-04
    ```

    ```toml accepté
    supplied_on = 2026-11-02
    periodic = true
    ```

    ```toml accepté
    supplied_on = 2026-11-02
    professional = false
    ```
    """
    if not supply.professional:
        return
    last = end_of_month(supply.supplied_on) if supply.periodic else supply.supplied_on
    late = last + timedelta(days=TOLERATED)
    if (supply.invoiced_on or scope.today) > late:
        found = "la facture n’a pas été émise à temps"
        if supply.invoiced_on is None:
            found = "ce qui a été livré n’est pas encore facturé"
        yield Fault(supply.at("invoiced_on"), found, "Émettez la facture dès la livraison.")
