from collections.abc import Iterator

from comptoir.law.payments import CASH_CEILING
from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.values.document import Debt


@rule(
    "DOC057",
    "Plafond des espèces",
    severity=ERROR,
    basis="CMF, art. L112-6 et D112-3",
    surface=Debt,
    seen="REF26",
)
def cash_ceiling(debt: Debt) -> Iterator[Fault]:
    """Cherche les paiements en espèces d’une dette de plus de 1 000 € : le plafond porte sur la
    dette, non sur chaque versement.

    Biais : le débiteur est tenu pour résident en France.

    ```toml refusé
    amount = "1200.00"
    method = "cash"
    ```

    ```toml accepté
    amount = "1200.00"
    method = "transfer"
    ```

    ```toml accepté
    amount = "1000.00"
    method = "cash"
    ```
    """
    if debt.method == "cash" and debt.amount > CASH_CEILING.on(debt.on):
        found = "cette dette dépasse ce qui peut se payer en espèces"
        yield Fault(debt.at("method"), found, "Demandez un autre moyen, même en plusieurs fois.")
