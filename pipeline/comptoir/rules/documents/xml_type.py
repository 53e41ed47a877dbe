from collections.abc import Iterator

from comptoir.law.einvoice import TYPE_CODES
from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.values.einvoice import EInvoice


@rule(
    "DOC064",
    "Type de document électronique",
    severity=ERROR,
    basis="BR-FR-04",
    surface=EInvoice,
    seen="FXE",
)
def xml_type(xml: EInvoice) -> Iterator[Fault]:
    """Cherche un code de type de document hors de la liste française.

    Biais : aucun.

    ```toml refusé
    type_code = "383"
    ```

    ```toml accepté
    type_code = "380"
    ```

    ```toml accepté
    type_code = "381"
    ```
    """
    if xml.type_code not in TYPE_CODES:
        found = "ce code de type n’est pas dans la liste française"
        yield Fault(
            xml.at("BT-3"), found, "380 pour une facture, 381 pour un avoir, 386 pour un acompte."
        )
