from collections.abc import Iterator

from comptoir.rules import MISSING, WARNING, Fault, rule
from comptoir.rules.values.document import SalesDocument
from comptoir.site.wording import folded


@rule(
    "DOC016",
    "Numéro de commande du client",
    severity=WARNING,
    basis="C. com., art. L441-9",
    surface=SalesDocument,
    seen="REF26",
)
def buyer_order(doc: SalesDocument) -> Iterator[Fault]:
    """Cherche les factures entre professionnels où le numéro de la commande que le client a passée
    n’est pas imprimé.

    Biais : seul un numéro que la base connaît est demandé.

    ```toml refusé
    buyer_order = "PO-7781"
    text = "Facture F-2026-0001"
    [buyer]
    kind = "business"
    ```

    ```toml accepté
    buyer_order = "PO-7781"
    text = "Votre référence : PO-7781"
    [buyer]
    kind = "business"
    ```

    ```toml accepté
    text = "Facture F-2026-0001"
    [buyer]
    kind = "business"
    ```
    """
    if not doc.is_invoice or not doc.to_professional or not doc.buyer_order:
        return
    if folded(doc.buyer_order) not in doc.words:
        found = "le numéro de commande du client n’est pas imprimé"
        yield Fault(doc.at("buyer_order"), found, "Ajoutez-le : le client l’attend.", MISSING)
