from collections.abc import Iterator

from comptoir.rules import WARNING, Fault, rule
from comptoir.rules.values.contact import RightsRequest


@rule(
    "CTC021",
    "Vérification d’identité mesurée",
    severity=WARNING,
    basis="RGPD, art. 12.6",
    surface=RightsRequest,
)
def identity_check(request: RightsRequest) -> Iterator[Fault]:
    """Cherche les copies de pièces d’identité gardées après la réponse.

    Biais : aucun.

    ```toml refusé
    received_on = 2026-11-01
    answered_on = 2026-11-03
    identity_doubt = true
    identity_copy_kept = true
    ```

    ```toml accepté
    received_on = 2026-11-01
    answered_on = 2026-11-03
    identity_doubt = true
    ```
    """
    if request.identity_copy_kept and (request.answered_on or not request.identity_doubt):
        found = "la copie d’une pièce d’identité est gardée"
        yield Fault(request.at("identity_copy_kept"), found, "Détruisez-la.")
