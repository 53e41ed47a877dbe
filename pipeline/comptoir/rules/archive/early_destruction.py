from collections.abc import Iterator

from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.values.archive import ArchiveItem


@rule(
    "ARC004",
    "Pas de destruction avant terme",
    severity=ERROR,
    basis="CGI, art. 1734 ; LPF, art. L85",
    surface=ArchiveItem,
    seen="REF26",
)
def early_destruction(item: ArchiveItem) -> Iterator[Fault]:
    """Cherche les pièces détruites avant la fin de leur garde, ou pendant un gel.

    Biais : aucun.

    ```toml refusé
    keep_until = 2036-12-31
    erased_on = 2026-11-01
    ```

    ```toml accepté
    keep_until = 2025-12-31
    erased_on = 2026-11-01
    ```
    """
    early = item.keep_until is not None and item.erased_on and item.erased_on <= item.keep_until
    if item.erased_on and (early or item.on_hold or item.permanent):
        yield Fault(item.at("erased_on"), "cette pièce a été détruite trop tôt", "Restaurez-la.")
