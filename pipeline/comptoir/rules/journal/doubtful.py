from collections.abc import Iterator

from comptoir.rules import WARNING, Fault, rule
from comptoir.rules.values.books import EntryRow


@rule(
    "JRN021",
    "Créances douteuses",
    severity=WARNING,
    basis="PCG",
    surface=EntryRow,
)
def doubtful(entry: EntryRow) -> Iterator[Fault]:
    """Cherche le passage en douteux qui ne vide pas le 411 dans le 416, TVA comprise, et la perte
    qui n’est pas en 654.

    Biais : seules les écritures qui se disent de cette origine sont jugées.

    ```toml refusé
    origin = "doubtful"
    lines = [{ account = "654", debit = "120.00" }, { account = "411", credit = "120.00" }]
    ```

    ```toml refusé
    origin = "loss"
    lines = [{ account = "671", debit = "100.00" }, { account = "416", credit = "100.00" }]
    ```

    ```toml accepté
    origin = "doubtful"
    lines = [{ account = "416", debit = "120.00" }, { account = "411", credit = "120.00" }]
    ```

    ```toml accepté
    origin = "loss"
    lines = [
        { account = "654", debit = "100.00" },
        { account = "4457", debit = "20.00" },
        { account = "416", credit = "120.00" },
    ]
    ```
    """
    if entry.origin == "doubtful" and entry.sum("416") != -entry.sum("411"):
        found = "cette créance ne passe pas entière de 411 en 416"
        yield Fault(entry.at("compte"), found, "Virez le montant TTC.")
    if entry.origin == "loss" and entry.sum("654") <= 0:
        found = "cette perte n’est pas portée en 654"
        yield Fault(entry.at("compte"), found, "Portez-y le montant hors taxes.")
