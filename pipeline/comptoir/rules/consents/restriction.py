from collections.abc import Iterator

from comptoir.law.purposes import PurposeClass
from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.values.contact import Solicitation


@rule(
    "CTC018",
    "Limitation du traitement",
    severity=ERROR,
    basis="RGPD, art. 18",
    surface=Solicitation,
)
def restriction(asked: Solicitation) -> Iterator[Fault]:
    """Cherche les envois permis à un contact dont les données sont gelées.

    Biais : les messages dus partent quand même.

    ```toml refusé
    restricted = true
    basis = "consent"
    consented = true
    ```

    ```toml accepté
    restricted = true
    kind = "statutory"
    basis = "statutory"
    ```

    ```toml accepté
    restricted = true
    allowed = false
    ```
    """
    if asked.allowed and asked.restricted and asked.kind is not PurposeClass.STATUTORY:
        found = "un envoi est permis à un contact dont les données sont gelées"
        yield Fault(asked.at("restricted"), found, "Retirez-le de l’envoi.")
