from collections.abc import Iterator

from comptoir.rules import ERROR, MISSING, Fault, rule
from comptoir.rules.values.books import EntryRow


@rule(
    "JRN003",
    "Pièce datée et gardée",
    severity=ERROR,
    basis="C. com., art. L123-22 et R123-174",
    surface=EntryRow,
    seen="REF26",
)
def voucher(entry: EntryRow) -> Iterator[Fault]:
    """Cherche les écritures dont la pièce n’est plus gardée, ou dont aucune n’est nommée.

    Biais : une pièce non cherchée n’est pas dite absente.

    ```toml refusé
    voucher = "F-2026-0001"
    voucher_kept = false
    ```

    ```toml refusé
    voucher = ""
    voucher_kept = false
    ```

    ```toml accepté
    voucher = "F-2026-0001"
    voucher_kept = true
    ```

    ```toml accepté
    voucher = "F-2026-0001"
    ```
    """
    if entry.voucher_kept is False:
        found = "la pièce de cette écriture n’est pas gardée"
        yield Fault(entry.at("pièce"), found, "Restaurez-la d’une sauvegarde.", MISSING)
