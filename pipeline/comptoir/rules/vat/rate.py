from collections.abc import Iterator

from comptoir.law.vat import rates_in
from comptoir.money import french_rate
from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.values.document import SalesDocument
from comptoir.text import french_list


@rule(
    "VAT001",
    "Taux du jour et du lieu",
    severity=ERROR,
    basis="CGI, art. 278 s., 294, 296 et 297",
    surface=SalesDocument,
    seen="REF26",
)
def rate(doc: SalesDocument) -> Iterator[Fault]:
    """Cherche les taux de TVA qui n’existaient pas au jour du document, là où se fait la vente :
    métropole, Corse, Guadeloupe, Martinique et La Réunion ; en Guyane et à Mayotte, il n’y en a
    aucun.

    Biais : en Corse, tous les taux de métropole et de l’île sont admis, quelle que soit la vente.

    ```toml refusé
    lines = [{ rate = "19.6" }]
    ```

    ```toml refusé
    lines = [{ rate = "8.5" }]
    ```

    ```toml refusé
    territory = "guyane-mayotte"
    lines = [{ rate = "20.0" }]
    ```

    ```toml accepté
    lines = [{ rate = "5.5" }, { rate = "20.0" }]
    ```

    ```toml accepté
    territory = "guadeloupe-martinique-reunion"
    lines = [{ rate = "8.5" }, { rate = "2.1" }]
    ```

    ```toml accepté
    territory = "corse"
    lines = [{ rate = "13.0" }, { rate = "20.0" }]
    ```

    ```toml accepté
    issued_on = 2012-03-14
    lines = [{ rate = "19.6" }, { rate = "7.0" }]
    ```

    ```toml accepté
    territory = "guyane-mayotte"
    lines = [{ rate = "0" }]
    ```
    """
    known = rates_in(doc.territory, doc.issued_on)
    said = french_list(map(french_rate, known), last="ou") if known else "aucun, ni TVA"
    for rank, line in enumerate(doc.lines, 1):
        if line.rate and line.rate not in known:
            found = f"le taux de la ligne {rank} n’existe pas ce jour-là, en ce lieu"
            yield Fault(doc.at(f"ligne {rank}"), found, f"Taux possibles : {said}.")
