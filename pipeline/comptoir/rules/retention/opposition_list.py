from collections.abc import Iterator

from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.values.contact import OppositionList

SHORTEST = 3 * 365


@rule(
    "RET005",
    "Liste d’opposition",
    severity=ERROR,
    basis="CNIL, référentiel « activités commerciales » ; RGPD, art. 21",
    surface=OppositionList,
    seen="OLY",
)
def opposition_list(kept: OppositionList) -> Iterator[Fault]:
    """Cherche les listes d’opposition gardées moins de trois ans, en clair, ou qui disparaissent
    avec la fiche.

    Biais : aucun.

    ```toml refusé
    kept_days = 365
    ```

    ```toml refusé
    hashed = false
    ```

    ```toml refusé
    survives_erasure = false
    ```

    ```toml accepté
    hashed = true
    ```
    """
    if kept.kept_days is not None and kept.kept_days < SHORTEST:
        yield Fault(
            kept.at("kept_days"), "les oppositions sont oubliées avant trois ans", "Gardez-les."
        )
    if not kept.hashed:
        found = "les oppositions sont gardées en clair"
        yield Fault(kept.at("hashed"), found, "N’en gardez que l’empreinte.")
    if not kept.survives_erasure:
        found = "l’opposition disparaît avec la fiche"
        yield Fault(kept.at("survives_erasure"), found, "Gardez-en l’empreinte.")
