from collections.abc import Iterator

from comptoir.law.mentions import SMALL_INVOICE
from comptoir.rules import ERROR, MISSING, Fault, rule
from comptoir.rules.values.document import SalesDocument


@rule(
    "DOC006",
    "Numéro de TVA du vendeur",
    severity=ERROR,
    basis="CGI, ann. II, art. 242 nonies A, I-2° et II",
    surface=SalesDocument,
    seen="REF26",
)
def seller_vat_number(doc: SalesDocument) -> Iterator[Fault]:
    """Cherche les factures avec TVA, de plus de 150 € hors taxes, sans le numéro de TVA du vendeur.

    Biais : ni une facture rectificative, ni un avoir, ni une facture sans TVA n’en ont besoin.

    ```toml refusé
    net = "150.01"
    tax = "30.00"
    ```

    ```toml accepté
    net = "150.00"
    tax = "30.00"
    ```

    ```toml accepté
    net = "500.00"
    tax = "100.00"
    [seller]
    vat_number = "FR15999140353"
    ```

    ```toml accepté
    kind = "corrective"
    net = "500.00"
    tax = "100.00"
    ```

    ```toml accepté
    net = "500.00"
    tax = "0.00"
    ```
    """
    if doc.kind not in ("invoice", "deposit") or not doc.tax or doc.seller.vat_number:
        return
    if doc.net > SMALL_INVOICE.on(doc.issued_on):
        found = "le numéro de TVA du vendeur manque"
        yield Fault(doc.at("seller.vat_number"), found, "Donnez [vat] number au profil.", MISSING)
