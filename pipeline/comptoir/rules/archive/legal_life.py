from collections.abc import Iterator

from comptoir.rules import WARNING, Fault, rule
from comptoir.rules.values.archive import ArchiveItem


@rule(
    "ARC016",
    "Vie statutaire",
    severity=WARNING,
    basis="loi du 1er juillet 1901 ; C. com.",
    surface=ArchiveItem,
)
def legal_life(item: ArchiveItem) -> Iterator[Fault]:
    """Cherche les statuts, procès-verbaux et registres qui auraient une fin de garde.

    Biais : ce qui les prépare (convocations, brouillons) n’est pas permanent.

    ```toml refusé
    kind = "minutes"
    keep_until = 2036-12-31
    ```

    ```toml accepté
    kind = "statutes"
    permanent = true
    ```

    ```toml accepté
    kind = "invoice"
    keep_until = 2036-12-31
    ```
    """
    if item.kind in ("statutes", "minutes", "register") and not item.permanent:
        found = "cette pièce de la vie statutaire a une fin de garde"
        yield Fault(item.at("garde"), found, "Classez-la comme permanente.")
