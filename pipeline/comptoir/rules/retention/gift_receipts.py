from collections.abc import Iterator

from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.values.archive import ArchiveItem
from comptoir.rules.values.delays import years_after


@rule(
    "RET008",
    "Doubles des reçus fiscaux",
    severity=ERROR,
    basis="LPF, art. L102 E",
    surface=ArchiveItem,
)
def gift_receipts(item: ArchiveItem) -> Iterator[Fault]:
    """Cherche les doubles de reçus fiscaux gardés moins de six ans.

    Biais : les écritures se gardent plus longtemps (RET004).

    ```toml refusé
    kind = "gift_receipt"
    starts_on = 2026-02-01
    keep_until = 2029-12-31
    ```

    ```toml accepté
    kind = "gift_receipt"
    starts_on = 2026-02-01
    keep_until = 2036-12-31
    ```
    """
    if item.kind != "gift_receipt" or item.starts_on is None:
        return
    if item.keep_until is None or item.keep_until < years_after(item.starts_on, 6):
        found = "le double d’un reçu fiscal se garde six ans"
        yield Fault(item.at("keep_until"), found, "Repoussez sa fin de garde.")
