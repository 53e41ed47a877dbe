from collections.abc import Iterator

from comptoir.rules import MISSING, WARNING, Fault, rule
from comptoir.rules.values.books import JournalExport


@rule(
    "JRN041",
    "Lots remis à une autre comptabilité",
    severity=WARNING,
    basis="BOI-BIC-DECLA-30-10-20-40",
    surface=JournalExport,
    seen="REF26",
)
def journal_export(lot: JournalExport) -> Iterator[Fault]:
    """Cherche les lots sans numéro ni empreinte, changés depuis leur remise, ou que la même période
    ne refait pas à l’identique.

    Biais : aucun.

    ```toml refusé
    recorded_hash = "9f2c"
    current_hash = "71aa"
    number = 4
    ```

    ```toml refusé
    recorded_hash = "9f2c"
    current_hash = "9f2c"
    ```

    ```toml accepté
    number = 4
    recorded_hash = "9f2c"
    current_hash = "9f2c"
    ```
    """
    if lot.number is None or not lot.recorded_hash:
        yield Fault(
            lot.at(), "ce lot n’a pas de numéro ou d’empreinte", "Refaites l’export.", MISSING
        )
    elif lot.recorded_hash != lot.current_hash:
        yield Fault(lot.at(), "ce lot a changé depuis sa remise", "Reprenez le lot d’origine.")
    if not lot.again:
        yield Fault(
            lot.at(), "la même période ne refait pas ce lot", "Cherchez l’écriture ajoutée."
        )
