from collections.abc import Iterator

from comptoir.rules import INFO, MISSING, Fault, rule
from comptoir.rules.values.books import SoftwareRelease
from comptoir.text import french_list


@rule(
    "JRN039",
    "Versions du logiciel de caisse",
    severity=INFO,
    basis="LPF, art. L96 J et L102 D",
    surface=SoftwareRelease,
    seen="REF26",
)
def software_release(release: SoftwareRelease) -> Iterator[Fault]:
    """Rappelle à qui publie le logiciel que chaque version distribuée se garde, avec son code et
    son journal des changements, jusqu’à la fin de la troisième année après sa dernière
    distribution.

    Biais : ne concerne que l’éditeur du logiciel, non qui l’emploie.

    ```toml refusé
    tagged = false
    ```

    ```toml refusé
    in_changelog = false
    ```

    ```toml accepté
    tagged = true
    ```
    """
    lacks = {
        "étiquette": not release.tagged,
        "journal des changements": not release.in_changelog,
        "code source gardé": not release.source_kept,
    }
    if missing := [what for what, holds in lacks.items() if holds]:
        found = f"cette version est sans {french_list(missing, last='ni')}"
        yield Fault(release.at(), found, "Complétez-la avant de la distribuer.", MISSING)
