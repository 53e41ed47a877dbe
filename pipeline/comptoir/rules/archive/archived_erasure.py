from collections.abc import Iterator

from comptoir.rules import ERROR, MISSING, Fault, rule
from comptoir.rules.values.archive import ArchivedErasure


@rule(
    "ARC019",
    "Effacement d’une pièce gardée",
    severity=ERROR,
    basis="RGPD, art. 17 et 18",
    surface=ArchivedErasure,
)
def archived_erasure(erasure: ArchivedErasure) -> Iterator[Fault]:
    """Cherche les demandes d’effacement auxquelles on n’a pas dit pourquoi une pièce reste, ou dont
    la pièce n’a pas été mise hors de portée.

    Biais : sans pièce gardée par la loi, rien n’est à dire.

    ```toml refusé
    kept = 2
    restricted = true
    ```

    ```toml refusé
    kept = 2
    ground = "RGPD, art. 17.3.b : obligation légale de garde"
    ```

    ```toml accepté
    kept = 2
    ground = "RGPD, art. 17.3.b : obligation légale de garde"
    restricted = true
    ```

    ```toml accepté
    kept = 0
    ```
    """
    if not erasure.kept:
        return
    if not erasure.ground:
        found = "la réponse ne dit pas pourquoi une pièce est gardée"
        yield Fault(erasure.at("motif"), found, "Nommez l’obligation légale.", MISSING)
    if not erasure.restricted:
        found = "la pièce gardée reste à portée de tous les jours"
        yield Fault(erasure.at("accès"), found, "Limitez-en l’accès.")
