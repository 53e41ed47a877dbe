from collections.abc import Iterator

from comptoir.rules import WARNING, Fault, Scope, rule
from comptoir.rules.values.contact import RightsRequest
from comptoir.rules.values.delays import years_after


@rule(
    "RET010",
    "Dossiers de demandes",
    severity=WARNING,
    basis="RGPD, art. 5.1.e",
    surface=RightsRequest,
)
def request_files(request: RightsRequest, scope: Scope) -> Iterator[Fault]:
    """Cherche les dossiers de demandes gardés plus de cinq ans après la réponse.

    Biais : aucun.

    ```toml refusé
    received_on = 2019-05-01
    answered_on = 2019-05-20
    ```

    ```toml accepté
    received_on = 2026-05-01
    answered_on = 2026-05-20
    ```
    """
    answered = request.answered_on
    if answered and not request.file_erased_on and scope.today > years_after(answered, 5):
        found = "ce dossier a plus de cinq ans"
        yield Fault(request.at("answered_on"), found, "Effacez-le.")
