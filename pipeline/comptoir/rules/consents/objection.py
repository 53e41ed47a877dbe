from collections.abc import Iterator

from comptoir.law.purposes import PurposeClass
from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.values.contact import Solicitation


@rule(
    "CNS013",
    "Opposition à la prospection",
    severity=ERROR,
    basis="RGPD, art. 21",
    surface=Solicitation,
)
def objection(asked: Solicitation) -> Iterator[Fault]:
    """Cherche les envois permis à qui s’est opposé : l’opposition l’emporte sur toute base, un
    accord plus ancien compris.

    Biais : les messages dus (convocation, facture, reçu) ne sont arrêtés par aucune opposition.

    ```toml refusé
    kind = "associative"
    basis = "associative"
    objected = true
    ```

    ```toml accepté
    kind = "associative"
    objected = true
    allowed = false
    ```

    ```toml accepté
    kind = "statutory"
    basis = "statutory"
    objected = true
    ```
    """
    stoppable = asked.kind is not PurposeClass.STATUTORY
    if asked.allowed and stoppable and (asked.objected or asked.withdrawn_on):
        yield Fault(
            asked.at("objected"),
            "un envoi est permis à une personne qui l’a refusé",
            "Retirez-la de l’envoi, par ce canal et pour cette finalité.",
        )
