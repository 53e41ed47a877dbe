from collections.abc import Iterator

from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.values.books import EntryNumbers


@rule(
    "JRN006",
    "EcritureNum sans trou",
    severity=ERROR,
    basis="LPF, art. A47 A-1, VII",
    surface=EntryNumbers,
    seen="REF26",
)
def entry_numbers(year: EntryNumbers) -> Iterator[Fault]:
    """Cherche, dans un exercice, les numéros d’écriture qui ne se suivent pas dans l’ordre de leur
    validation.

    Biais : la série est celle de tous les journaux ensemble.

    ```toml refusé
    numbers = [1, 2, 4]
    ```

    ```toml refusé
    numbers = [2, 1]
    ```

    ```toml accepté
    numbers = [1, 2, 3]
    ```
    """
    if year.numbers and list(year.numbers) != list(range(1, len(year.numbers) + 1)):
        found = "les numéros d’écriture ne se suivent pas"
        yield Fault(year.at("EcritureNum"), found, "Restaurez une sauvegarde.")
