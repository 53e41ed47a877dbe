from collections.abc import Iterator

from comptoir.rules import ERROR, MISSING, Fault, rule
from comptoir.rules.values.document import SalesDocument


@rule(
    "DOC023",
    "Autoliquidation",
    severity=ERROR,
    basis="CGI, ann. II, art. 242 nonies A, I-13°",
    surface=SalesDocument,
    seen="REF26",
)
def reverse_charge(doc: SalesDocument) -> Iterator[Fault]:
    """Cherche les lignes autoliquidées (catégorie AE) sans le mot « Autoliquidation », ou avec de
    la TVA.

    Biais : le mot exact est dicté par le texte.

    ```toml refusé
    text = "TVA due par le client."
    lines = [{ category = "AE" }]
    ```

    ```toml accepté
    text = "Autoliquidation"
    lines = [{ category = "AE" }]
    ```
    """
    charged = [line for line in doc.lines if line.category == "AE"]
    if charged and "autoliquidation" not in doc.words:
        yield Fault(doc.at("mentions"), "le mot « Autoliquidation » manque", "Ajoutez-le.", MISSING)
    if any(line.rate for line in charged):
        found = "une ligne autoliquidée porte de la TVA"
        yield Fault(doc.at("vat"), found, "Mettez son taux à 0.")
