from collections.abc import Iterator

from comptoir.rules import ERROR, WARNING, Fault, Scope, rule
from comptoir.rules.values.contact import RightsRequest
from comptoir.rules.values.delays import months_after

ALERT = 20  # days


@rule(
    "CTC014",
    "Délai de réponse à une demande",
    severity=ERROR,
    basis="RGPD, art. 12.3",
    surface=RightsRequest,
)
def request_delay(request: RightsRequest, scope: Scope) -> Iterator[Fault]:
    """Cherche les demandes sans réponse après un mois (trois si la prolongation a été annoncée
    dans le premier), et celles qui approchent du terme.

    Biais : au vingtième jour, la règle avertit.

    ```toml refusé
    received_on = 2026-10-01
    ```

    ```toml refusé
    received_on = 2026-11-01
    ```

    ```toml accepté
    received_on = 2026-10-01
    answered_on = 2026-10-20
    ```

    ```toml accepté
    received_on = 2026-10-01
    extended_on = 2026-10-15
    ```
    """
    told = request.extended_on is not None and request.extended_on <= months_after(
        request.received_on, 1
    )
    limit = months_after(request.received_on, 3 if told else 1)
    ended = request.answered_on or scope.today
    if ended > limit:
        yield Fault(request.at("answered_on"), "cette demande a dépassé le délai", "Répondez.")
    elif (
        request.answered_on is None
        and not told
        and ((scope.today - request.received_on).days >= ALERT)
    ):
        found = "cette demande approche de son terme"
        yield Fault(request.at("answered_on"), found, "Répondez.", severity=WARNING)
