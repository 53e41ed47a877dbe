from collections.abc import Iterator

from comptoir.law.chart import VAT_COLLECTED, VAT_WAITING
from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.values.books import EntryRow


@rule(
    "JRN024",
    "Comptes de TVA",
    severity=ERROR,
    basis="PCG ; CGI, art. 269",
    surface=EntryRow,
)
def vat_accounts(entry: EntryRow) -> Iterator[Fault]:
    """Cherche la TVA d’un service facturé, sans option pour les débits, portée tout de suite en
    44571, et celle d’une facture de biens laissée en attente.

    Biais : les subdivisions sont libres ; une facture mêlée a les deux comptes et n’est pas jugée.

    ```toml refusé
    origin = "invoice"
    natures = ["services"]
    lines = [
        { account = "411", debit = "120.00" },
        { account = "706", credit = "100.00" },
        { account = "44571200", credit = "20.00" },
    ]
    ```

    ```toml refusé
    origin = "invoice"
    natures = ["goods"]
    lines = [
        { account = "411", debit = "120.00" },
        { account = "707", credit = "100.00" },
        { account = "44574200", credit = "20.00" },
    ]
    ```

    ```toml accepté
    origin = "invoice"
    natures = ["services"]
    lines = [
        { account = "411", debit = "120.00" },
        { account = "706", credit = "100.00" },
        { account = "44574200", credit = "20.00" },
    ]
    ```

    ```toml accepté
    origin = "invoice"
    natures = ["services"]
    on_debits = true
    lines = [
        { account = "411", debit = "120.00" },
        { account = "706", credit = "100.00" },
        { account = "44571200", credit = "20.00" },
    ]
    ```
    """
    if entry.origin != "invoice" or len(entry.natures) != 1:
        return
    waits = entry.natures == ("services",) and not entry.on_debits
    if waits and entry.sum(VAT_COLLECTED):
        found = "la TVA d’un service est exigible avant son règlement"
        yield Fault(entry.at("TVA"), found, f"Portez-la en {VAT_WAITING} jusqu’au règlement.")
    elif not waits and entry.sum(VAT_WAITING):
        found = "une TVA déjà exigible est portée en attente"
        yield Fault(entry.at("TVA"), found, f"Portez-la en {VAT_COLLECTED}.")
