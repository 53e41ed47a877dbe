from collections.abc import Iterator

from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.values.books import EntryRow


@rule(
    "JRN004",
    "Écriture validée, inchangée",
    severity=ERROR,
    basis="BOI-BIC-DECLA-30-10-20-40",
    surface=EntryRow,
    seen="REF26",
)
def irreversible(entry: EntryRow) -> Iterator[Fault]:
    """Cherche les écritures changées après leur validation.

    Biais : aucun ; une erreur se corrige par une contre-écriture.

    ```toml refusé
    validated_on = 2026-11-20
    changed = true
    ```

    ```toml accepté
    validated_on = 2026-11-20
    ```
    """
    if entry.validated_on and entry.changed:
        found = "cette écriture a changé depuis sa validation"
        yield Fault(entry.at(), found, "Restaurez une sauvegarde, puis passez une contre-écriture.")
