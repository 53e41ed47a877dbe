import re
from collections.abc import Iterator

from comptoir.rules import ERROR, MISSING, Fault, rule
from comptoir.rules.values.document import SalesDocument

CHARGE = re.compile(r"\b40(?:,00)? ?(?:€|euros)")


@rule(
    "DOC014",
    "Indemnité de 40 € entre professionnels",
    severity=ERROR,
    basis="C. com., art. L441-9 et D441-5",
    surface=SalesDocument,
    seen="REF26",
)
def recovery_charge(doc: SalesDocument) -> Iterator[Fault]:
    """Cherche les factures entre professionnels qui ne disent pas l’indemnité forfaitaire de 40 €.

    Biais : le montant suivi de l’euro, où que ce soit.

    ```toml refusé
    text = "Pas d’escompte."
    [buyer]
    kind = "business"
    ```

    ```toml accepté
    text = "Indemnité forfaitaire pour frais de recouvrement : 40,00 €."
    [buyer]
    kind = "business"
    ```

    ```toml accepté
    text = "Merci."
    [buyer]
    kind = "consumer"
    ```
    """
    if doc.kind == "invoice" and doc.to_professional and not CHARGE.search(doc.words):
        found = "l’indemnité forfaitaire de 40 € manque"
        yield Fault(doc.at("mentions"), found, "Ajoutez-la.", MISSING)
