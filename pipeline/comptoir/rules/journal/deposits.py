from collections.abc import Iterator

from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.values.books import EntryRow


@rule(
    "JRN025",
    "Acomptes",
    severity=ERROR,
    basis="PCG",
    surface=EntryRow,
)
def deposits(entry: EntryRow) -> Iterator[Fault]:
    """Cherche un acompte porté en vente au lieu du 4191, et une facture finale qui ne reprend pas
    ses acomptes.

    Biais : seules les écritures qui se disent d’un acompte, ou d’une facture finale, sont jugées.

    ```toml refusé
    origin = "deposit"
    lines = [{ account = "512", debit = "60.00" }, { account = "706", credit = "60.00" }]
    ```

    ```toml refusé
    origin = "final_invoice"
    lines = [{ account = "411", debit = "120.00" }, { account = "706", credit = "120.00" }]
    ```

    ```toml accepté
    origin = "deposit"
    lines = [{ account = "512", debit = "60.00" }, { account = "4191", credit = "60.00" }]
    ```

    ```toml accepté
    origin = "final_invoice"
    lines = [
        { account = "411", debit = "60.00" },
        { account = "4191", debit = "60.00" },
        { account = "706", credit = "120.00" },
    ]
    ```
    """
    if entry.origin == "deposit" and (entry.sum("70") or entry.sum("4191") >= 0):
        found = "cet acompte n’est pas porté en 4191"
        yield Fault(entry.at("compte"), found, "Il n’est pas encore une vente : portez-le en 4191.")
    elif entry.origin == "final_invoice" and entry.sum("4191") <= 0:
        found = "cette facture finale ne reprend pas les acomptes reçus"
        yield Fault(entry.at("compte"), found, "Débitez le 4191 de leur montant.")
