import re
from collections.abc import Iterator

from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.values.contact import Segment
from comptoir.site.wording import folded

DENIED = re.compile(
    r"sante|handicap|religio|confession|nationalite|origine_(?:ethnique|raciale)|ethni|syndica"
    r"|politique|opinion|orientation|sexualite|allergie|invalidite"
)


@rule(
    "CTC024",
    "Segment sur une donnée sensible",
    severity=ERROR,
    basis="RGPD, art. 13 et 22 ; RGPD, art. 9",
    surface=Segment,
)
def profiling(segment: Segment) -> Iterator[Fault]:
    """Cherche les segments qui trient les personnes sur leur santé, leur religion, leur origine,
    leurs opinions, leur vie sexuelle.

    Biais : le nom du champ décide.

    ```toml refusé
    id = "publics"
    fields = ["commune", "nationalite"]
    ```

    ```toml accepté
    id = "publics"
    fields = ["commune", "derniere_cotisation"]
    ```
    """
    for name in segment.fields:
        if DENIED.search(folded(name)):
            found = "ce segment trie les personnes sur une donnée sensible"
            yield Fault(segment.at(name), found, "Retirez ce critère.")
