from collections.abc import Iterator

from comptoir.rules import ERROR, MISSING, Fault, rule
from comptoir.rules.values.contact import RightsRequest


@rule(
    "CTC015",
    "Réponse complète à une demande d’accès",
    severity=ERROR,
    basis="RGPD, art. 15",
    surface=RightsRequest,
)
def access_answer(request: RightsRequest) -> Iterator[Fault]:
    """Cherche ce que la base tient de la personne et que la copie ne donne pas (notes, envois,
    images, destinataires…).

    Biais : aucun ; les tables sont comparées.

    ```toml refusé
    received_on = 2026-11-01
    answered_on = 2026-11-05
    holdings = ["fiche", "notes", "envois"]
    answered = ["fiche"]
    ```

    ```toml accepté
    received_on = 2026-11-01
    answered_on = 2026-11-05
    holdings = ["fiche", "notes"]
    answered = ["fiche", "notes", "information de l’art. 15"]
    ```
    """
    if request.right == "access" and request.answered_on:
        for what in sorted(set(request.holdings) - set(request.answered)):
            yield Fault(
                request.at(what), f"la copie ne donne pas : {what}", "Complétez-la.", MISSING
            )
