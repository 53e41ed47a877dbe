from collections.abc import Iterator

from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.values.einvoice import EInvoice
from comptoir.sales.numbering import PRINTABLE


@rule(
    "DOC063",
    "Numéro de facture électronique",
    severity=ERROR,
    basis="BR-FR-01 et BR-FR-02",
    surface=EInvoice,
    seen="FXE",
)
def xml_number(xml: EInvoice) -> Iterator[Fault]:
    """Cherche, dans une facture électronique, un numéro de plus de 35 caractères, ou qui a autre
    chose que des lettres sans accent, des chiffres et + - _ /.

    Biais : aucun ; la plateforme refuserait la facture.

    ```toml refusé
    number = "F 2026 0001"
    ```

    ```toml refusé
    number = "FACTURE-2026-ATELIERS-DU-HALAGE-000001"
    ```

    ```toml accepté
    number = "F-2026-0001"
    ```
    """
    if not PRINTABLE.fullmatch(xml.number):
        found = "ce numéro n’est pas accepté dans une facture électronique"
        remedy = "35 caractères au plus : lettres sans accent, chiffres, + - _ /, sans espace."
        yield Fault(xml.at("BT-1"), found, remedy)
