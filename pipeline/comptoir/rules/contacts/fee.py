from collections.abc import Iterator

from comptoir.rules import INFO, Fault, rule
from comptoir.rules.values.contact import RightsRequest


@rule(
    "CTC022",
    "Gratuité",
    severity=INFO,
    basis="RGPD, art. 12.5",
    surface=RightsRequest,
)
def fee(request: RightsRequest) -> Iterator[Fault]:
    """Cherche les demandes que l’on a fait payer sans qu’elles soient manifestement infondées.

    Biais : aucun.

    ```toml refusé
    received_on = 2026-11-01
    fee = true
    ```

    ```toml accepté
    received_on = 2026-11-01
    fee = true
    unfounded = true
    ```
    """
    if request.fee and not request.unfounded:
        yield Fault(request.at("fee"), "cette demande a été facturée", "Remboursez-la.")
