from collections.abc import Iterator

from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.values.archive import ArchiveItem


@rule(
    "ARC002",
    "Intégrité",
    severity=ERROR,
    basis="CGI, art. 289, V",
    surface=ArchiveItem,
    seen="REF26",
)
def integrity(item: ArchiveItem) -> Iterator[Fault]:
    """Cherche les pièces dont l’empreinte a changé.

    Biais : aucun.

    ```toml refusé
    recorded_hash = "9f2c"
    current_hash = "71aa"
    ```

    ```toml accepté
    recorded_hash = "9f2c"
    current_hash = "9f2c"
    ```
    """
    if item.recorded_hash != item.current_hash:
        yield Fault(item.at(), "cette pièce a changé", "Restaurez une sauvegarde.")
