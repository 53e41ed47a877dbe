from collections.abc import Iterator

from comptoir.rules import ERROR, MISSING, Fault, rule
from comptoir.rules.values.archive import Reprint


@rule(
    "ARC012",
    "Duplicata",
    severity=ERROR,
    basis="guide DGFiP de la facturation électronique",
    surface=Reprint,
    seen="REF26",
)
def duplicates(copy: Reprint) -> Iterator[Fault]:
    """Cherche les documents envoyés de nouveau sans la marque « duplicata », ou sous un numéro
    nouveau.

    Biais : aucun.

    ```toml refusé
    marked = false
    ```

    ```toml refusé
    number = "F-2026-0009"
    original = "F-2026-0001"
    marked = true
    ```

    ```toml accepté
    marked = true
    ```
    """
    if copy.number != copy.original:
        found = "ce duplicata a pris un numéro nouveau"
        yield Fault(copy.at("numéro"), found, "Renvoyez l’original, sous son numéro.")
    elif not copy.marked:
        yield Fault(copy.at(), "ce duplicata ne le dit pas", "Imprimez-y « duplicata ».", MISSING)
