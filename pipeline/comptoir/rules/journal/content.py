from collections.abc import Iterator

from comptoir.rules import ERROR, MISSING, Fault, rule
from comptoir.rules.values.books import EntryRow


@rule(
    "JRN002",
    "Contenu d’une écriture",
    severity=ERROR,
    basis="C. com., art. R123-174",
    surface=EntryRow,
    seen="REF26",
)
def content(entry: EntryRow) -> Iterator[Fault]:
    """Cherche les écritures sans date, sans pièce, sans compte ou sans libellé.

    Biais : aucun.

    ```toml refusé
    voucher = "F-2026-0001"
    lines = [{ account = "411", debit = "1.00", label = "Facture" }]
    ```

    ```toml accepté
    on = 2026-11-24
    voucher = "F-2026-0001"
    lines = [{ account = "411", debit = "1.00", label = "Facture" }]
    ```
    """
    lacks = {
        "la date": entry.on is None,
        "la pièce": not entry.voucher,
        "un compte": any(not line.account for line in entry.lines),
        "un libellé": any(not line.label for line in entry.lines),
    }
    for what in (what for what, holds in lacks.items() if holds):
        yield Fault(entry.at(), f"il manque {what}", "Complétez la pièce.", MISSING)
