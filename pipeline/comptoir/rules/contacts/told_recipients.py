from collections.abc import Iterator

from comptoir.rules import WARNING, Fault, rule
from comptoir.rules.values.contact import RightsRequest


@rule(
    "CTC016",
    "Destinataires prévenus",
    severity=WARNING,
    basis="RGPD, art. 16 et 19",
    surface=RightsRequest,
)
def told_recipients(request: RightsRequest) -> Iterator[Fault]:
    """Cherche les rectifications, effacements et limitations dont les destinataires des données
    n’ont pas été prévenus.

    Biais : les destinataires sont ceux que la demande nomme.

    ```toml refusé
    right = "rectification"
    received_on = 2026-11-01
    answered_on = 2026-11-05
    recipients = ["prestataire de courriel"]
    ```

    ```toml accepté
    right = "rectification"
    received_on = 2026-11-01
    answered_on = 2026-11-05
    recipients = ["prestataire de courriel"]
    recipients_told = ["prestataire de courriel"]
    ```
    """
    if request.right in ("rectification", "erasure", "restriction") and request.answered_on:
        for who in sorted(set(request.recipients) - set(request.recipients_told)):
            found = f"ce destinataire n’a pas été prévenu : {who}"
            yield Fault(request.at("recipients"), found, "Prévenez-le.")
