from collections.abc import Iterator

from comptoir.rules import WARNING, Fault, rule
from comptoir.rules.values.archive import Migration


@rule(
    "ARC020",
    "Changement d’outil",
    severity=WARNING,
    basis="LPF, art. L102 B ; CGI, art. 286, I-3° bis",
    surface=Migration,
    seen="REF26",
)
def migration(migration: Migration) -> Iterator[Fault]:
    """Cherche un changement d’outil où des pièces manquent, où les empreintes n’ont pas été
    comparées, ou après lequel l’ancien ne se lit plus.

    Biais : aucun.

    ```toml refusé
    items_before = 120
    items_after = 119
    hashes_compared = true
    old_readable = true
    ```

    ```toml refusé
    items_before = 120
    items_after = 120
    old_readable = true
    ```

    ```toml accepté
    items_before = 120
    items_after = 120
    hashes_compared = true
    old_readable = true
    ```
    """
    if migration.items_after < migration.items_before:
        found = (
            f"{migration.items_before - migration.items_after} pièces manquent après le changement"
        )
        yield Fault(migration.at("pièces"), found, "Reprenez-les avant de fermer l’ancien outil.")
    if not migration.hashes_compared or migration.differing:
        found = "les empreintes n’ont pas été comparées, ou diffèrent"
        yield Fault(migration.at("empreintes"), found, "Comparez-les toutes.")
    if not migration.old_readable:
        found = "l’ancien outil ne se lit plus"
        yield Fault(
            migration.at("ancien"), found, "Gardez-en une lecture jusqu’à la fin des délais."
        )
