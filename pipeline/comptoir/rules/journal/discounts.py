from collections.abc import Iterator

from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.values.books import EntryRow


@rule(
    "JRN022",
    "Remises et escompte",
    severity=ERROR,
    basis="PCG",
    surface=EntryRow,
)
def discounts(entry: EntryRow) -> Iterator[Fault]:
    """Cherche une remise sur facture portée en 709, une remise accordée plus tard ailleurs qu’en
    709, et un escompte de règlement ailleurs qu’en 665.

    Biais : sur la facture, la remise diminue le 70 ; seules les écritures qui disent leur origine
    sont jugées.

    ```toml refusé
    origin = "invoice"
    lines = [
        { account = "411", debit = "90.00" },
        { account = "709", debit = "10.00" },
        { account = "707", credit = "100.00" },
    ]
    ```

    ```toml refusé
    origin = "settlement_discount"
    lines = [{ account = "709", debit = "20.00" }, { account = "411", credit = "20.00" }]
    ```

    ```toml accepté
    origin = "invoice"
    lines = [{ account = "411", debit = "90.00" }, { account = "707", credit = "90.00" }]
    ```

    ```toml accepté
    origin = "discount"
    lines = [{ account = "7097", debit = "10.00" }, { account = "411", credit = "10.00" }]
    ```

    ```toml accepté
    origin = "settlement_discount"
    lines = [
        { account = "665", debit = "20.00" },
        { account = "44571", debit = "4.00" },
        { account = "411", credit = "24.00" },
    ]
    ```
    """
    if entry.origin == "invoice" and entry.sum("709"):
        found = "une remise sur facture est portée en 709"
        yield Fault(entry.at("compte"), found, "Diminuez-en le compte de vente.")
    for origin, account in (("discount", "709"), ("settlement_discount", "665")):
        if entry.origin == origin and entry.sum(account) <= 0:
            found = f"cette réduction n’est pas portée en {account}"
            yield Fault(entry.at("compte"), found, f"Portez-la en {account}, hors taxes.")
