from collections.abc import Iterator

from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.values.document import Copies
from comptoir.text import french_list


@rule(
    "DOC059",
    "Papier, XML, copie figée et journal d’accord",
    severity=ERROR,
    basis="CGI, art. 289, V ; calcul",
    surface=Copies,
)
def copies_agree(copies: Copies) -> Iterator[Fault]:
    """Cherche les documents dont le papier, le XML, la copie figée et l’écriture n’ont pas les
    mêmes montants, au centime.

    Biais : une copie absente n’est pas comparée.

    ```toml refusé
    face = { net = "100.00", tax = "20.00", gross = "120.00" }
    books = { net = "100.00", tax = "19.99", gross = "119.99" }
    ```

    ```toml accepté
    face = { net = "100.00", tax = "20.00", gross = "120.00" }
    frozen = { net = "100.00", tax = "20.00", gross = "120.00" }
    books = { net = "100.00", tax = "20.00", gross = "120.00" }
    ```

    ```toml accepté
    frozen = { net = "100.00", tax = "20.00", gross = "120.00" }
    ```
    """
    named = {
        "le papier": copies.face,
        "le XML": copies.xml,
        "la copie figée": copies.frozen,
        "le journal": copies.books,
    }
    held = {name: amounts for name, amounts in named.items() if amounts is not None}
    if len(set(held.values())) > 1:
        found = f"{french_list(list(held))} n’ont pas les mêmes montants"
        yield Fault(copies.at("totaux"), found, "Cherchez qui a écrit sans passer par Comptoir.")
