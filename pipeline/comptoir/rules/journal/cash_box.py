from collections.abc import Iterator

from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.values.books import CashBox


@rule(
    "JRN026",
    "Caisse jamais négative",
    severity=ERROR,
    basis="calcul ; PCG",
    surface=CashBox,
)
def cash_box(box: CashBox) -> Iterator[Fault]:
    """Cherche le jour où la caisse passe sous zéro.

    Biais : aucun.

    ```toml refusé
    balances = { 2026-11-20 = "12.00", 2026-11-21 = "-3.00" }
    ```

    ```toml accepté
    balances = { 2026-11-20 = "12.00", 2026-11-21 = "0.00" }
    ```
    """
    for day, held in sorted(box.balances.items()):
        if held < 0:
            yield Fault(box.at(day), "la caisse est négative", "Cherchez la recette qui manque.")
            return
