import re
from collections.abc import Iterator

from comptoir.rules import MISSING, WARNING, Fault, rule
from comptoir.rules.values.document import SalesDocument
from comptoir.text import french_list

AGREED = re.compile(r"bon pour accord|signature|lu et approuve|accept")


@rule(
    "DOC037",
    "Contenu d’un devis",
    severity=WARNING,
    basis="C. civ., art. 1113 s. ; C. conso, art. L111-1",
    surface=SalesDocument,
)
def quote_basics(doc: SalesDocument) -> Iterator[Fault]:
    """Cherche les devis sans durée de validité, sans ligne, sans client, ou sans place pour
    l’accord.

    Biais : « bon pour accord », « signature » ou « accepté » suffit.

    ```toml refusé
    kind = "quote"
    lines = [{ name = "Affûtage de 12 outils", unit_price = "60.00" }]
    text = "Devis."
    ```

    ```toml accepté
    kind = "quote"
    valid_to = 2026-12-24
    lines = [{ name = "Affûtage de 12 outils", unit_price = "60.00" }]
    text = "Bon pour accord, date et signature :"
    ```

    ```toml accepté
    kind = "order"
    ```
    """
    if doc.kind != "quote":
        return
    lacks = {
        "la durée de validité": doc.valid_to is None,
        "ce qui est vendu": not doc.lines,
        "le client": not doc.buyer.name,
        "la place de l’accord du client": not AGREED.search(doc.words),
    }
    if missing := [what for what, holds in lacks.items() if holds]:
        yield Fault(
            doc.at(), f"il manque à ce devis {french_list(missing)}", "Complétez-le.", MISSING
        )
