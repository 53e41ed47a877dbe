from collections.abc import Iterator

from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.values.books import PaymentRow


@rule(
    "JRN038",
    "Mode d’essai marqué",
    severity=ERROR,
    basis="BOI-TVA-DECLA-30-10-30",
    surface=PaymentRow,
    seen="REF26",
)
def simulation(payment: PaymentRow) -> Iterator[Fault]:
    """Cherche les règlements d’essai qui ne portent pas « simulation », ou qui prennent des numéros
    de la vraie série.

    Biais : un règlement réel n’est pas jugé.

    ```toml refusé
    simulated = true
    ```

    ```toml refusé
    simulated = true
    marked = true
    series = "P"
    real_series = "P"
    ```

    ```toml accepté
    simulated = true
    marked = true
    series = "ESSAI"
    real_series = "P"
    ```

    ```toml accepté
    gross = "39.00"
    ```
    """
    if not payment.simulated:
        return
    if not payment.marked:
        found = "ce règlement d’essai ne le dit pas"
        yield Fault(payment.at(), found, "Marquez-le « simulation » sur tout ce qui s’imprime.")
    if payment.series == payment.real_series:
        found = "ce règlement d’essai prend un numéro de la vraie série"
        yield Fault(payment.at("série"), found, "Donnez une série à part aux essais.")
