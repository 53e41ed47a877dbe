from collections.abc import Iterator

from comptoir.rules import ERROR, MISSING, Fault, rule
from comptoir.rules.values.document import SalesDocument


@rule(
    "DOC004",
    "Vendeur et client",
    severity=ERROR,
    basis="CGI, ann. II, art. 242 nonies A, I-1° ; C. com., art. L441-9",
    surface=SalesDocument,
    seen="REF26",
)
def parties(doc: SalesDocument) -> Iterator[Fault]:
    """Cherche, sur une facture, le nom ou l’adresse du vendeur ou du client qui manque.

    Biais : le particulier peut refuser de donner son adresse.

    ```toml refusé
    [buyer]
    kind = "business"
    address = false
    ```

    ```toml accepté
    [buyer]
    kind = "consumer"
    address = false
    ```
    """
    if not doc.is_invoice:
        return
    buyer_silent = not doc.buyer.address and not doc.to_consumer
    lacks = {
        "le nom du vendeur": not doc.seller.name,
        "l’adresse du vendeur": not doc.seller.address,
        "le nom du client": not doc.buyer.name,
        "l’adresse du client": buyer_silent,
    }
    for what in (what for what, holds in lacks.items() if holds):
        yield Fault(doc.at(), f"il manque {what}", "Complétez sa fiche.", MISSING)
