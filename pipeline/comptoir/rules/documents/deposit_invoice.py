from collections.abc import Iterator

from comptoir.rules import ERROR, MISSING, Fault, rule
from comptoir.rules.values.document import SalesDocument
from comptoir.site.wording import folded


@rule(
    "DOC029",
    "Factures d’acompte",
    severity=ERROR,
    basis="CGI, art. 289, I-1-c",
    surface=SalesDocument,
    seen="REF26",
)
def deposit_invoice(doc: SalesDocument) -> Iterator[Fault]:
    """Cherche les acomptes d’un professionnel sans facture d’acompte, et les factures finales qui
    ne rappellent pas les leurs.

    Biais : un particulier n’a pas besoin de facture d’acompte ; un paiement du jour même n’est pas
    un acompte.

    ```toml refusé
    paid_before = "50.00"
    text = "Solde à payer : 70,00 €."
    [buyer]
    kind = "business"
    ```

    ```toml refusé
    paid_before = "50.00"
    deposits = ["F-2026-0003"]
    text = "Acompte déduit : 50,00 €."
    [buyer]
    kind = "business"
    ```

    ```toml accepté
    paid_before = "50.00"
    deposits = ["F-2026-0003"]
    text = "Acompte déduit : 50,00 €, facture F-2026-0003."
    [buyer]
    kind = "business"
    ```

    ```toml accepté
    paid_before = "50.00"
    text = "Arrhes déduites : 50,00 €."
    [buyer]
    kind = "consumer"
    ```
    """
    if doc.kind != "invoice" or not doc.to_professional:
        return
    if doc.paid_before and not doc.deposits:
        found = "un acompte a été reçu sans facture d’acompte"
        yield Fault(doc.at("deposits"), found, "Émettez une facture à chaque acompte.", MISSING)
    for number in doc.deposits:
        if folded(number) not in doc.words:
            found = "cette facture ne rappelle pas une facture d’acompte"
            yield Fault(doc.at("deposits"), found, "Nommez-la.", MISSING)
