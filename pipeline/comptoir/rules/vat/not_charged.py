from collections.abc import Iterator

from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.values.concerned import without_vat
from comptoir.rules.values.document import SalesDocument


@rule(
    "VAT016",
    "TVA affichée à tort",
    severity=ERROR,
    basis="CGI, art. 283-3",
    surface=SalesDocument,
    seen="REF26",
    applies=without_vat,
)
def not_charged(doc: SalesDocument) -> Iterator[Fault]:
    """Cherche la TVA facturée par qui n’en facture pas : elle serait due.

    Biais : aucun.

    ```toml refusé
    lines = [{ rate = "20.0" }]
    [organisation.vat]
    regime = "franchise"
    ```

    ```toml accepté
    lines = [{ rate = "0" }]
    [organisation.vat]
    regime = "franchise"
    ```
    """
    if doc.tax or any(line.rate for line in doc.lines):
        found = "ce document porte de la TVA, et l’organisme n’en facture pas"
        yield Fault(doc.at("vat"), found, "Retirez-la : une TVA affichée est due.")
