from collections.abc import Iterator

from comptoir.rules import ERROR, MISSING, Fault, Scope, rule
from comptoir.rules.values.books import CashArchive

YEAR = 366  # days


@rule(
    "JRN037",
    "Archive des règlements",
    severity=ERROR,
    basis="BOI-TVA-DECLA-30-10-30",
    surface=CashArchive,
    seen="REF26",
)
def cash_archive(archive: CashArchive, scope: Scope) -> Iterator[Fault]:
    """Cherche une archive des règlements de plus d’un an, sans date, sans scellé, sans notice en
    français, ou dans un format fermé.

    Biais : le format de remise à l’administration n’est pas encore publié.

    ```toml refusé
    made_on = 2024-12-31
    ```

    ```toml refusé
    made_on = 2026-10-31
    sealed = false
    ```

    ```toml accepté
    made_on = 2026-10-31
    ```
    """
    if archive.made_on is None or (scope.today - archive.made_on).days > YEAR:
        found = "la dernière archive des règlements a plus d’un an"
        yield Fault(archive.at("made_on"), found, "Archivez au moins chaque année.")
    lacks = {
        "format ouvert": not archive.open_format,
        "notice en français": not archive.notice,
        "scellé": not archive.sealed,
    }
    for what in (what for what, holds in lacks.items() if holds):
        yield Fault(archive.at(), f"cette archive est sans {what}", "Refaites-la.", MISSING)
