from collections.abc import Iterator

from comptoir.rules import WARNING, Fault, rule
from comptoir.rules.values.contact import Solicitation


@rule(
    "CTC032",
    "Personne décédée",
    severity=WARNING,
    basis="loi 78-17, art. 85",
    surface=Solicitation,
)
def deceased(asked: Solicitation) -> Iterator[Fault]:
    """Cherche les envois permis à une personne dont le décès est connu.

    Biais : aucun.

    ```toml refusé
    deceased = true
    basis = "statutory"
    kind = "statutory"
    ```

    ```toml accepté
    deceased = true
    allowed = false
    ```
    """
    if asked.allowed and asked.deceased:
        found = "un envoi est permis à une personne décédée"
        yield Fault(asked.at("deceased"), found, "Arrêtez tout envoi ; écrivez aux héritiers.")
