from collections.abc import Iterator
from datetime import timedelta

from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.values.contact import Withdrawal

AT_ONCE = timedelta(hours=1)


@rule(
    "CNS012",
    "Retrait aussi simple que l’accord",
    severity=ERROR,
    basis="RGPD, art. 7.3",
    surface=Withdrawal,
    seen="CKI26",
)
def withdrawal(withdrawal: Withdrawal) -> Iterator[Fault]:
    """Cherche les retraits qui demandent plus d’étapes que l’accord, une raison, ou qui n’ont pas
    pris effet aussitôt.

    Biais : aussitôt, c’est dans l’heure.

    ```toml refusé
    asked_at = 2026-11-20T09:00:00Z
    effective_at = 2026-11-23T09:00:00Z
    ```

    ```toml refusé
    asked_at = 2026-11-20T09:00:00Z
    effective_at = 2026-11-20T09:00:01Z
    steps = 4
    steps_to_agree = 1
    ```

    ```toml accepté
    asked_at = 2026-11-20T09:00:00Z
    effective_at = 2026-11-20T09:00:01Z
    ```
    """
    late = withdrawal.effective_at is None or (
        withdrawal.effective_at - withdrawal.asked_at > AT_ONCE
    )
    if late:
        found = "ce retrait n’a pas pris effet aussitôt"
        yield Fault(withdrawal.at("effective_at"), found, "Appliquez-le tout de suite.")
    if withdrawal.steps > withdrawal.steps_to_agree:
        found = "se retirer demande plus d’étapes qu’accepter"
        yield Fault(withdrawal.at("steps"), found, "Un clic, ou une réponse, suffit.")
    if withdrawal.reason_required:
        found = "une raison est exigée pour se retirer"
        yield Fault(withdrawal.at("reason_required"), found, "Ne la demandez pas.")
