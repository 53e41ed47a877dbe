from collections.abc import Iterator

from comptoir.rules import ERROR, MISSING, Fault, rule
from comptoir.rules.values.archive import ArchiveItem


@rule(
    "ARC001",
    "Format d’origine",
    severity=ERROR,
    basis="LPF, art. L102 B et L102 C ; BOI-CF-COM-10-10-30",
    surface=ArchiveItem,
    seen="REF26",
)
def original_format(item: ArchiveItem) -> Iterator[Fault]:
    """Cherche les documents électroniques gardés dans un autre format que celui où ils sont venus,
    ou sans empreinte. Une conversion se garde à côté, jamais à la place.

    Biais : un papier numérisé n’a pas de format d’origine.

    ```toml refusé
    received_format = "xml"
    kept_format = "pdf"
    recorded_hash = "9f2c"
    current_hash = "9f2c"
    ```

    ```toml refusé
    received_format = "pdf"
    kept_format = "pdf"
    ```

    ```toml accepté
    received_format = "pdf"
    kept_format = "pdf"
    recorded_hash = "9f2c"
    current_hash = "9f2c"
    ```

    ```toml accepté
    scanned = true
    kept_format = "pdf"
    ```
    """
    if item.scanned or not item.received_format:
        return
    if item.kept_format and item.kept_format != item.received_format:
        found = "ce document n’est pas gardé dans le format où il est venu"
        yield Fault(item.at("format"), found, "Gardez l’original, et la conversion à côté.")
    if not item.recorded_hash:
        found = "ce document est gardé sans empreinte"
        yield Fault(item.at("empreinte"), found, "Archivez-le de nouveau.", MISSING)
