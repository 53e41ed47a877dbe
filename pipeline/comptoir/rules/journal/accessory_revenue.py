from collections.abc import Iterator

from comptoir.law.chart import CHARGES
from comptoir.rules import WARNING, Fault, rule
from comptoir.rules.values.books import EntryRow


@rule(
    "JRN023",
    "Ports et frais facturés",
    severity=WARNING,
    basis="PCG",
    surface=EntryRow,
)
def accessory_revenue(entry: EntryRow) -> Iterator[Fault]:
    """Cherche les ports et frais facturés qui ne sont pas en 7085.

    Biais : le montant est celui que la facture dit, hors taxes.

    ```toml refusé
    origin = "invoice"
    costs = "4.00"
    lines = [{ account = "411", debit = "43.00" }, { account = "707", credit = "43.00" }]
    ```

    ```toml accepté
    origin = "invoice"
    costs = "4.00"
    lines = [
        { account = "411", debit = "43.00" },
        { account = "707", credit = "39.00" },
        { account = "7085", credit = "4.00" },
    ]
    ```

    ```toml accepté
    origin = "invoice"
    lines = [{ account = "411", debit = "39.00" }, { account = "707", credit = "39.00" }]
    ```
    """
    if entry.origin == "invoice" and entry.costs and -entry.sum(CHARGES) != entry.costs:
        found = "les ports et frais facturés ne sont pas en 7085"
        yield Fault(entry.at("compte"), found, "Portez-les en 7085.")
