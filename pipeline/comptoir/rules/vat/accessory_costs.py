from collections.abc import Iterator

from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.values.document import SalesDocument


@rule(
    "VAT003",
    "Frais accessoires au taux de la vente",
    severity=ERROR,
    basis="CGI, art. 267, I-2°",
    surface=SalesDocument,
)
def accessory_costs(doc: SalesDocument) -> Iterator[Fault]:
    """Cherche le port, l’emballage ou l’assurance facturés à un taux qu’aucune ligne vendue ne
    porte.

    Biais : plusieurs taux se partagent les frais ; une vente entièrement exonérée n’en taxe pas.

    ```toml refusé
    lines = [{ name = "Guide", rate = "5.5", net = "16.00" }]
    costs = [{ rate = "20.0", amount = "4.00", reason = "Port" }]
    ```

    ```toml accepté
    lines = [{ name = "Guide", rate = "5.5", net = "16.00" }]
    costs = [{ rate = "5.5", amount = "4.00", reason = "Port" }]
    ```

    ```toml accepté
    lines = [{ rate = "5.5", net = "16.00" }, { rate = "20.0", net = "39.00" }]
    costs = [{ rate = "5.5", amount = "1.00" }, { rate = "20.0", amount = "3.00" }]
    ```
    """
    sold = {line.rate for line in doc.lines}
    if any(cost.rate not in sold for cost in doc.costs):
        found = "des frais ont un taux qu’aucune ligne ne porte"
        yield Fault(doc.at("frais"), found, "Les frais suivent le taux de ce qui est vendu.")
