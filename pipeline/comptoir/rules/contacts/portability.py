from collections.abc import Iterator

from comptoir.rules import WARNING, Fault, rule
from comptoir.rules.values.contact import RightsRequest


@rule(
    "CTC019",
    "Copie lisible par une machine",
    severity=WARNING,
    basis="RGPD, art. 20",
    surface=RightsRequest,
)
def portability(request: RightsRequest) -> Iterator[Fault]:
    """Cherche les demandes de portabilité dont la copie n’est ni en CSV, ni en JSON, ni en XML.

    Biais : aucun.

    ```toml refusé
    right = "portability"
    received_on = 2026-11-01
    answered_on = 2026-11-03
    format = "pdf"
    ```

    ```toml accepté
    right = "portability"
    received_on = 2026-11-01
    answered_on = 2026-11-03
    format = "json"
    ```
    """
    readable = request.format.lower() in ("json", "csv", "xml")
    if request.right == "portability" and request.answered_on and not readable:
        found = "cette copie ne se relit pas par une machine"
        yield Fault(request.at("format"), found, "Donnez-la en JSON ou en CSV.")
