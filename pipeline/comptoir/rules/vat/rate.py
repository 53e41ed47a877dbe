from collections.abc import Iterator

from comptoir.law.vat import rates_on
from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.values.document import SalesDocument


@rule(
    "VAT001",
    "Taux du jour",
    severity=ERROR,
    basis="CGI, art. 278 s.",
    surface=SalesDocument,
    seen="REF26",
)
def rate(doc: SalesDocument) -> Iterator[Fault]:
    """Cherche les taux de TVA qui n’existaient pas en métropole au jour du document.

    Biais : seule la métropole est connue ; ailleurs, rien n’est dit.

    ```toml refusé
    lines = [{ rate = "19.6" }]
    ```

    ```toml accepté
    lines = [{ rate = "5.5" }, { rate = "20.0" }]
    ```
    """
    if doc.territory != "metropole":
        return
    known = rates_on(doc.issued_on)
    for rank, line in enumerate(doc.lines, 1):
        if line.rate and line.rate not in known:
            found = f"le taux de la ligne {rank} n’existe pas ce jour-là"
            yield Fault(doc.at(f"ligne {rank}"), found, "Corrigez le taux.")
