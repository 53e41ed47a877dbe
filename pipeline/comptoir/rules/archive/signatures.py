from collections.abc import Iterator

from comptoir.rules import INFO, MISSING, Fault, rule
from comptoir.rules.values.archive import ArchiveItem


@rule(
    "ARC015",
    "Signatures et recommandés",
    severity=INFO,
    basis="règlement (UE) 910/2014 ; CPCE, art. L100",
    surface=ArchiveItem,
)
def signatures(item: ArchiveItem) -> Iterator[Fault]:
    """Cherche les pièces signées dont le niveau de signature n’est pas noté, et les recommandés
    sans leurs preuves de dépôt et de réception.

    Biais : aucun.

    ```toml refusé
    signed = true
    ```

    ```toml refusé
    registered = true
    ```

    ```toml accepté
    signed = true
    signature = "advanced"
    ```

    ```toml accepté
    registered = true
    proof = "LRE-7781"
    ```
    """
    if item.signed and not item.signature:
        found = "le niveau de la signature n’est pas noté"
        yield Fault(item.at("signature"), found, "Notez : simple, avancée ou qualifiée.", MISSING)
    if item.registered and not item.proof:
        found = "ce recommandé est gardé sans ses preuves"
        yield Fault(item.at("preuve"), found, "Joignez dépôt et réception.", MISSING)
