from collections.abc import Iterator

from comptoir.rules import ERROR, MISSING, Fault, rule
from comptoir.rules.values.document import SalesDocument


@rule(
    "DOC027",
    "Avoir",
    severity=ERROR,
    basis="CGI, art. 289, I-5 et art. 272",
    surface=SalesDocument,
    seen="REF26",
)
def credit_note(doc: SalesDocument) -> Iterator[Fault]:
    """Cherche les avoirs qui ne nomment pas leur facture et sa date, ou qui dépassent ce qui en
    reste.

    Biais : un avoir a des montants positifs.

    ```toml refusé
    kind = "credit_note"
    ```

    ```toml refusé
    kind = "credit_note"
    original = "F-2026-0001"
    original_on = 2026-03-02
    original_left = "50.00"
    gross = "60.00"
    ```

    ```toml accepté
    kind = "credit_note"
    original = "F-2026-0001"
    original_on = 2026-03-02
    original_left = "60.00"
    gross = "60.00"
    ```
    """
    if doc.kind != "credit_note":
        return
    if not doc.original or doc.original_on is None:
        found = "cet avoir ne nomme pas sa facture et sa date"
        yield Fault(doc.at("original"), found, "Nommez-les.", MISSING)
    if doc.original_left is not None and doc.gross > doc.original_left:
        yield Fault(doc.at("gross"), "cet avoir dépasse ce qui reste de la facture", "Diminuez-le.")
