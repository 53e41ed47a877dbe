import re
from collections.abc import Iterator

from comptoir.rules import WARNING, Fault, rule
from comptoir.rules.attesting import attested
from comptoir.rules.surfaces_site import Attested
from comptoir.site.wording import folded

SENSITIVE = re.compile(
    r"\bsante\b|\bmedica\w+|\bhandicap\w*|\breligi\w+|\bsyndica\w+|\bopinions? politiques?|"
    r"\borigine ethnique|\bbiometri\w+|\bgenetique|\borientation sexuelle|\bcondamnations?\b|"
    r"\bnumero de securite sociale|\bnir\b"
)


@rule(
    "PRV023",
    "Analyse d’impact à envisager",
    severity=WARNING,
    basis="RGPD, art. 35",
    surface=Attested,
)
def impact_screening(held: Attested) -> Iterator[Fault]:
    """Demande une attestation que l’analyse d’impact a été envisagée quand le registre nomme des
    données sensibles.

    Biais : les mots de la liste des données d’une finalité (santé, religion, handicap…) ; l’échelle
    du traitement ne se voit pas.

    ```toml refusé
    [purposes.soins]
    title = "Suivi des soins"
    basis = "consent"
    data = ["données de santé"]
    subjects = ["adhérents"]
    retention = "un an"
    ```

    ```toml accepté
    [purposes.demandes]
    title = "Répondre à qui nous écrit"
    basis = "contract"
    data = ["nom", "message"]
    subjects = ["qui nous écrit"]
    retention = "un an"
    ```
    """
    for purpose in held.processing.purposes.values():
        if SENSITIVE.search(folded(" ; ".join(purpose.data))):
            what = f"que l’analyse d’impact a été envisagée pour « {purpose.title} »"
            yield from attested(held, "PRV023", what)
            return
