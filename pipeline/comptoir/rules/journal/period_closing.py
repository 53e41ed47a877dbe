from collections.abc import Iterator

from comptoir.rules import ERROR, MISSING, Fault, rule
from comptoir.rules.values.books import PeriodClosing


@rule(
    "JRN036",
    "Clôtures et total perpétuel",
    severity=ERROR,
    basis="BOI-TVA-DECLA-30-10-30",
    surface=PeriodClosing,
    seen="REF26",
)
def period_closing(closing: PeriodClosing) -> Iterator[Fault]:
    """Cherche une clôture sans total de la période, ou dont le total perpétuel n’est pas celui
    d’avant plus la période.

    Biais : un logiciel de facturation peut donner à la demande le chiffre d’affaires de toute
    période.

    ```toml refusé
    total = "120.00"
    perpetual_before = "1000.00"
    perpetual = "1100.00"
    ```

    ```toml refusé
    period = "day"
    ```

    ```toml accepté
    total = "120.00"
    perpetual_before = "1000.00"
    perpetual = "1120.00"
    ```

    ```toml accepté
    on_demand = true
    ```
    """
    if closing.on_demand:
        return
    if closing.total is None or closing.perpetual is None:
        found = "cette clôture n’a pas son total et son total perpétuel"
        yield Fault(closing.at(), found, "Refaites la clôture.", MISSING)
    elif closing.perpetual_before not in (None, closing.perpetual - closing.total):
        found = "le total perpétuel n’est pas celui d’avant plus la période"
        yield Fault(closing.at("perpetual"), found, "Cherchez la clôture qui manque.")
