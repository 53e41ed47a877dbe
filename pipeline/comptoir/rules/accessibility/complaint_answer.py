from collections.abc import Iterator

from comptoir.rules import WARNING, Fault, article_47, rule
from comptoir.rules.attesting import attested
from comptoir.rules.surfaces_site import Attested


@rule(
    "ACC008",
    "Réponse aux réclamations d’accessibilité",
    severity=WARNING,
    basis="loi 2005-102, art. 47 ; décret 2019-768",
    seen="RGAA",
    surface=Attested,
    applies=article_47,
)
def complaint_answer(held: Attested) -> Iterator[Fault]:
    """Demande une attestation que les réclamations d’accessibilité reçoivent une réponse en une
    semaine.

    Biais : aucun ; rien d’observable ne le montre.

    ```toml refusé profil=public-body
    dpo = "dpo@ville.example.org"
    ```

    ```toml accepté profil=public-body
    [[attestation]]
    code = "ACC008"
    statement = "Chaque réclamation reçoit une réponse sous une semaine."
    owner = "direction"
    signed_on = 2026-10-06
    until = 2027-10-06
    ```
    """
    what = "que les réclamations d’accessibilité ont une réponse en une semaine"
    yield from attested(held, "ACC008", what)
