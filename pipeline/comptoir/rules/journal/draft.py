from collections.abc import Iterator

from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.values.books import EntryRow


@rule(
    "JRN005",
    "Brouillard et validation",
    severity=ERROR,
    basis="PCG, art. 1031-3",
    surface=EntryRow,
    seen="REF26",
)
def draft(entry: EntryRow) -> Iterator[Fault]:
    """Cherche les écritures validées deux fois, ou qui sont à la fois brouillon et validées : la
    validation se fait une fois, et fixe sa date.

    Biais : un brouillon sans date de validation est permis.

    ```toml refusé
    validated_on = 2026-11-20
    draft = true
    ```

    ```toml refusé
    validated_on = 2026-11-20
    validations = 2
    ```

    ```toml accepté
    draft = true
    validations = 0
    ```

    ```toml accepté
    validated_on = 2026-11-20
    ```
    """
    if entry.draft and entry.validated_on is not None:
        found = "cette écriture est à la fois brouillon et validée"
        yield Fault(entry.at("validation"), found, "Validez-la, une fois.")
    elif entry.validations > 1:
        found = "cette écriture a été validée plus d’une fois"
        yield Fault(entry.at("validation"), found, "Passez une contre-écriture à la place.")
