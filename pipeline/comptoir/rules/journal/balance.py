from collections.abc import Iterator

from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.values.books import EntryRow


@rule(
    "JRN001",
    "Écriture équilibrée",
    severity=ERROR,
    basis="C. com., art. L123-12 ; calcul",
    surface=EntryRow,
)
def balance(entry: EntryRow) -> Iterator[Fault]:
    """Cherche les écritures dont les débits ne sont pas les crédits, au centime.

    Biais : aucun.

    ```toml refusé
    lines = [{ account = "411", debit = "120.00" }, { account = "706", credit = "100.00" }]
    ```

    ```toml accepté
    lines = [{ account = "411", debit = "120.00" }, { account = "706", credit = "120.00" }]
    ```
    """
    if entry.sum(""):
        yield Fault(
            entry.at(), "cette écriture n’est pas équilibrée", "Cherchez la ligne qui manque."
        )
