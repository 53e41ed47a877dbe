from collections.abc import Iterator

from comptoir.errors import Place
from comptoir.rules import INFO, Fault, rule
from comptoir.rules.surfaces import WaiverUse
from comptoir.rules.upkeep.waiver_expired import PATH


@rule(
    "CHK003",
    "Dérogation sans objet",
    severity=INFO,
    basis="constat : rien à couvrir",
    surface=WaiverUse,
)
def waiver_useless(use: WaiverUse) -> Iterator[Fault]:
    """Cherche les dérogations qui ne couvrent plus rien.

    Biais : une vérification partielle (--select, un seul fichier) ne les cherche pas.

    ```toml refusé
    [[waiver]]
    code = "SEO002"
    path = "inutile"
    reason = "Descriptions en cours d’écriture."
    owner = "coordination"
    until = 2027-06-30
    ```

    ```toml accepté
    [[waiver]]
    code = "SEO002"
    reason = "Descriptions en cours d’écriture."
    owner = "coordination"
    until = 2027-06-30
    ```
    """
    if not use.used and use.known and use.allowed and not use.expired:
        at = Place(PATH, use.line, use.waiver.code)
        found = f"la dérogation à {use.waiver.code} ne couvre plus rien"
        yield Fault(at, found, "Retirez-la.")
