import re
from collections.abc import Iterator

from comptoir.rules import MISSING, WARNING, Fault, rule
from comptoir.rules.values.document import SalesDocument
from comptoir.text import french_list

SIGNED = re.compile(r"signature|reserve|recu le")


@rule(
    "DOC040",
    "Bon de livraison",
    severity=WARNING,
    basis="BOI-TVA-DECLA-30-20-30-20",
    surface=SalesDocument,
    seen="REF26",
)
def delivery_note(doc: SalesDocument) -> Iterator[Fault]:
    """Cherche les bons de livraison sans la commande, les quantités, la date, ou une place pour les
    réserves et la signature : ils sont un maillon de la piste d’audit.

    Biais : les prix n’y sont pas attendus.

    ```toml refusé
    kind = "delivery_note"
    lines = [{ name = "Kit de réparation" }]
    ```

    ```toml accepté
    kind = "delivery_note"
    order = "BC-2026-0001"
    supplied_on = 2026-11-20
    lines = [{ name = "Kit de réparation" }]
    text = "Reçu le, réserves et signature :"
    ```

    ```toml accepté
    kind = "invoice"
    ```
    """
    if doc.kind != "delivery_note":
        return
    lacks = {
        "la commande": not doc.order,
        "les quantités": not doc.lines or any(line.quantity is None for line in doc.lines),
        "la date de livraison": doc.supplied_on is None,
        "la place des réserves et de la signature": not SIGNED.search(doc.words),
    }
    if missing := [what for what, holds in lacks.items() if holds]:
        found = f"il manque à ce bon de livraison {french_list(missing)}"
        yield Fault(doc.at(), found, "Complétez-le.", MISSING)
