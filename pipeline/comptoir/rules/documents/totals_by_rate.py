from collections.abc import Iterator

from comptoir.money import ZERO
from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.values.document import SalesDocument


@rule(
    "DOC011",
    "Totaux par taux",
    severity=ERROR,
    basis="CGI, ann. II, art. 242 nonies A, I-11° ; calcul",
    surface=SalesDocument,
    seen="REF26",
)
def totals_by_rate(doc: SalesDocument) -> Iterator[Fault]:
    """Cherche les totaux qui ne sont pas la somme de leurs taux.

    Biais : aucun ; au centime.

    ```toml refusé
    net = "100.00"
    tax = "20.00"
    gross = "121.00"
    vat = [{ rate = 20, base = "100.00", tax = "20.00" }]
    ```

    ```toml accepté
    net = "100.00"
    tax = "20.00"
    gross = "120.00"
    vat = [{ rate = 20, base = "100.00", tax = "20.00" }]
    ```
    """
    bases, taxes = sum((r.base for r in doc.vat), ZERO), sum((r.tax for r in doc.vat), ZERO)
    if doc.vat and (bases, taxes) != (doc.net, doc.tax):
        yield Fault(doc.at("totaux"), "les totaux ne sont pas la somme des taux", "Recalculez.")
    if doc.net + doc.tax != doc.gross:
        yield Fault(doc.at("totaux"), "HT et TVA ne font pas le TTC", "Recalculez.")
