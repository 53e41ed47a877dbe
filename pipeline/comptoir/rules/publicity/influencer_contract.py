import re
from collections.abc import Iterator
from datetime import date

from comptoir.rules import WARNING, Fault, rule
from comptoir.rules.attesting import attested
from comptoir.rules.prose import source_text
from comptoir.rules.surfaces_site import Attested

NAMED = re.compile(r"\binfluenceu(?:r|se)s?\b|\bcreat(?:eur|rice)s? de contenus?\b")
PAID = re.compile(r"\bpartenariat|\bcollaboration|\bambassad\w+|\bpublicite")


@rule(
    "PUB009",
    "Contrat d’influence",
    severity=WARNING,
    basis="loi 2023-451, art. 8 ; décret 2025-1137",
    seen="INF",
    surface=Attested,
    since=date(2026, 1, 1),
)
def influencer_contract(held: Attested) -> Iterator[Fault]:
    """Demande une attestation du contrat écrit quand une page publiée parle d’un partenariat avec
    des influenceurs.

    Biais : les mots « influenceur » ou « créateur de contenu » et un mot de partenariat dans la
    même page ; le seuil d’argent ne se voit pas.

    ```markdown refusé
    Notre partenariat avec des influenceurs bricoleurs continue.
    ```

    ```markdown accepté
    === content/pages/a.md
    Notre partenariat avec des influenceurs bricoleurs continue.
    === legal/attestations.toml
    [[attestation]]
    code = "PUB009"
    statement = "Le contrat écrit est signé."
    owner = "présidence"
    signed_on = 2026-10-01
    until = 2027-10-01
    ```
    """
    for page in held.pages:
        text = source_text(page)
        if NAMED.search(text) and PAID.search(text):
            yield from attested(held, "PUB009", "le contrat écrit avec les influenceurs nommés")
            return
