import re
from collections.abc import Iterator

from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.values.document import SalesDocument

CHARGE = re.compile(
    r"(?:indemnite|frais de recouvrement)[^.]{0,80}\b40(?:,00)? ?(?:€|euros)"
    r"|\b40(?:,00)? ?(?:€|euros)[^.]{0,60}(?:indemnite|recouvrement)"
)


@rule(
    "DOC017",
    "Ni 40 € ni pénalités de professionnel à un particulier",
    severity=ERROR,
    basis="C. com., art. L441-10",
    surface=SalesDocument,
    seen="REF26",
)
def consumer_charges(doc: SalesDocument) -> Iterator[Fault]:
    """Cherche, sur un document remis à un particulier, l’indemnité de 40 € : elle n’est due
    qu’entre professionnels.

    Biais : un article à 40 € n’est pas l’indemnité.

    ```toml refusé
    text = "Indemnité forfaitaire pour frais de recouvrement : 40 €."
    [buyer]
    kind = "consumer"
    ```

    ```toml accepté
    text = "Total à payer : 40 €."
    [buyer]
    kind = "consumer"
    ```

    ```toml accepté
    text = "Indemnité forfaitaire pour frais de recouvrement : 40 €."
    [buyer]
    kind = "business"
    ```
    """
    if doc.to_consumer and CHARGE.search(doc.words):
        found = "l’indemnité de 40 € est demandée à un particulier"
        yield Fault(doc.at("mentions"), found, "Retirez-la.")
