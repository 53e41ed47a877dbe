from collections.abc import Iterator
from datetime import date

from comptoir.rules import ERROR, MISSING, Fault, rule
from comptoir.rules.values.concerned import small_business
from comptoir.rules.values.document import SalesDocument


@rule(
    "DOC025",
    "Mention de la franchise",
    severity=ERROR,
    basis="CGI, art. 293 E",
    surface=SalesDocument,
    seen="KH17",
    applies=small_business,
    until=date(2028, 6, 30),
)
def franchise(doc: SalesDocument) -> Iterator[Fault]:
    """Cherche les factures d’un organisme en franchise en base sans « TVA non applicable, art.
    293 B du CGI ».

    Biais : la référence au CGI vaut jusqu’au 30 juin 2028 ; après, les numéros du CIBS.

    ```toml refusé
    text = "Merci."
    [organisation.vat]
    regime = "franchise"
    ```

    ```toml accepté
    text = "TVA non applicable, art. 293 B du CGI."
    [organisation.vat]
    regime = "franchise"
    ```
    """
    if doc.is_invoice and "tva non applicable" not in doc.words:
        found = "la mention de la franchise manque"
        yield Fault(doc.at("mentions"), found, "TVA non applicable, art. 293 B du CGI.", MISSING)
