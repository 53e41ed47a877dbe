from collections.abc import Iterator

from comptoir.rules import ERROR, MISSING, Fault, rule
from comptoir.rules.values.document import SalesDocument

VAGUE = frozenset({"divers", "prestation", "prestations", "article", "articles", "vente", ""})


@rule(
    "DOC008",
    "Désignation précise",
    severity=ERROR,
    basis="CGI, ann. II, art. 242 nonies A, I-8°",
    surface=SalesDocument,
    seen="REF26",
)
def precise_lines(doc: SalesDocument) -> Iterator[Fault]:
    """Cherche les lignes sans quantité, sans prix, ou dont le nom ne dit pas ce qui est vendu
    (« divers », « prestation »).

    Biais : seuls les mots seuls sont vagues ; « prestation d’affûtage » ne l’est pas.

    ```toml refusé
    [[lines]]
    name = "Prestation"
    ```

    ```toml accepté
    [[lines]]
    name = "Prestation d’affûtage, 12 outils"
    ```
    """
    for rank, line in enumerate(doc.lines, 1):
        if line.name.strip().casefold() in VAGUE:
            found = f"la ligne {rank} ne dit pas ce qui est vendu"
            yield Fault(doc.at(f"ligne {rank}"), found, "Donnez une désignation précise.")
        if line.quantity is None or line.unit_price is None:
            found = f"la ligne {rank} n’a pas de quantité ou de prix"
            yield Fault(doc.at(f"ligne {rank}"), found, "Complétez-la.", MISSING)
