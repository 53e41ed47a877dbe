from collections.abc import Iterator

from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.values.books import EntryRow
from comptoir.rules.values.concerned import association


@rule(
    "JRN019",
    "Cotisations et dons ne sont pas des ventes",
    severity=ERROR,
    basis="règlement ANC 2018-06",
    surface=EntryRow,
    seen="ASSO",
    applies=association,
)
def dues_are_not_sales(entry: EntryRow) -> Iterator[Fault]:
    """Cherche les cotisations et les dons portés en 70.

    Biais : l’origine est celle que dit l’écriture.

    ```toml refusé
    origin = "dues"
    lines = [{ account = "512", debit = "22.00" }, { account = "706", credit = "22.00" }]
    ```

    ```toml accepté
    origin = "dues"
    lines = [{ account = "512", debit = "22.00" }, { account = "756", credit = "22.00" }]
    ```
    """
    wanted = {"dues": "756", "gift": "754"}.get(entry.origin)
    if wanted and any(line.account.startswith("70") for line in entry.lines):
        yield Fault(
            entry.at("compte"), "ce versement est porté en vente", f"Portez-le en {wanted}."
        )
