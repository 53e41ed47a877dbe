from collections.abc import Iterator

from comptoir.rules import ERROR, MISSING, Fault, rule
from comptoir.rules.values.archive import ArchiveItem
from comptoir.text import french_list


@rule(
    "ARC003",
    "Classe et dates de garde",
    severity=ERROR,
    basis="RGPD, art. 5.1.e ; C. com., L123-22",
    surface=ArchiveItem,
    seen="REF26",
)
def retention_class(item: ArchiveItem) -> Iterator[Fault]:
    """Cherche les pièces sans classe de garde, sans date de départ, ou sans date de fin quand elles
    ne se gardent pas pour toujours.

    Biais : les statuts et les procès-verbaux n’ont pas de fin.

    ```toml refusé
    retention = "comptable"
    ```

    ```toml refusé
    retention = "comptable"
    starts_on = 2026-03-14
    ```

    ```toml accepté
    retention = "comptable"
    starts_on = 2026-03-14
    keep_until = 2036-12-31
    ```

    ```toml accepté
    retention = "permanent"
    starts_on = 2014-05-02
    permanent = true
    ```
    """
    lacks = {
        "classe": not item.retention,
        "date de départ": item.starts_on is None,
        "date de fin": item.keep_until is None and not item.permanent,
    }
    if missing := [what for what, holds in lacks.items() if holds]:
        found = f"cette pièce est gardée sans {french_list(missing, last='ni')}"
        yield Fault(item.at("garde"), found, "Donnez-lui une classe de garde.", MISSING)
