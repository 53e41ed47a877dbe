from collections.abc import Iterator

from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.values.einvoice import EInvoice


@rule(
    "DOC069",
    "Échéance après la facture",
    severity=ERROR,
    basis="BR-FR-CO-07",
    surface=EInvoice,
    seen="FXE",
)
def xml_due_date(xml: EInvoice) -> Iterator[Fault]:
    """Cherche une échéance antérieure à la date de la facture.

    Biais : une facture d’acompte, ou déjà payée (cadre 2), peut avoir été payée avant.

    ```toml refusé
    frame = "B1"
    due_on = 2026-11-20
    ```

    ```toml accepté
    frame = "B1"
    due_on = 2026-12-24
    ```

    ```toml accepté
    frame = "B2"
    due_on = 2026-11-20
    ```

    ```toml accepté
    frame = "B1"
    type_code = "386"
    due_on = 2026-11-20
    ```
    """
    paid = xml.frame[1:] == "2" or xml.type_code in ("386", "500", "503")
    if xml.due_on is not None and xml.due_on < xml.issued_on and not paid:
        found = "l’échéance précède la facture"
        yield Fault(xml.at("BT-9"), found, "Portez-la à la date de la facture, ou après.")
