from collections.abc import Iterator

from comptoir.rules import ERROR, MISSING, Fault, rule
from comptoir.rules.values.contact import Solicitation


@rule(
    "CNS000",
    "Base de chaque envoi",
    severity=ERROR,
    basis="RGPD, art. 6 ; CPCE, art. L34-5",
    surface=Solicitation,
    seen="CNILp",
)
def basis(asked: Solicitation) -> Iterator[Fault]:
    """Cherche les envois permis sans base : à chaque contact, pour chaque finalité et par chaque
    canal, une base est trouvée, ou l’envoi est arrêté.

    Biais : aucun ; la réponse est lue telle qu’elle a été figée.

    ```toml refusé
    channel = "email"
    kind = "associative"
    allowed = true
    basis = ""
    ```

    ```toml accepté
    channel = "email"
    kind = "associative"
    allowed = true
    basis = "associative"
    ```

    ```toml accepté
    allowed = false
    basis = ""
    ```
    """
    if asked.allowed and not asked.basis:
        yield Fault(
            asked.at("basis"),
            f"un envoi par {asked.channel} est permis sans base",
            "Arrêtez-le, ou trouvez sur quoi il repose.",
            MISSING,
        )
