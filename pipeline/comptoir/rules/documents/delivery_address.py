from collections.abc import Iterator

from comptoir.law.mentions import NEW_MENTIONS
from comptoir.rules import ERROR, MISSING, Fault, rule
from comptoir.rules.values.delays import before
from comptoir.rules.values.document import SalesDocument


@rule(
    "DOC019",
    "Adresse de livraison",
    severity=ERROR,
    basis="CGI, ann. II, art. 242 nonies A, I-7° bis",
    surface=SalesDocument,
    seen="REF26",
)
def delivery_address(doc: SalesDocument) -> Iterator[Fault]:
    """Cherche les factures de biens livrés ailleurs que chez le client, sans l’adresse de livraison
    : un avertissement avant le 1er septembre 2027, une erreur ensuite.

    Biais : la loi est celle du jour de la facture ; une prestation n’est pas livrée.

    ```toml refusé
    issued_on = 2027-09-01
    delivered_elsewhere = true
    lines = [{ nature = "goods" }]
    [buyer]
    kind = "business"
    ```

    ```toml accepté
    issued_on = 2027-09-01
    delivered_elsewhere = true
    delivery_address = true
    lines = [{ nature = "goods" }]
    [buyer]
    kind = "business"
    ```

    ```toml accepté
    issued_on = 2027-09-01
    delivered_elsewhere = true
    lines = [{ nature = "services" }]
    [buyer]
    kind = "business"
    ```
    """
    goods = "goods" in doc.natures
    if doc.is_invoice and goods and doc.delivered_elsewhere and not doc.delivery_address:
        yield Fault(
            doc.at("delivery_address"),
            "l’adresse de livraison manque",
            "Imprimez-la : elle n’est pas celle du client.",
            MISSING,
            before(doc.issued_on, NEW_MENTIONS),
        )
