from collections.abc import Iterator

from comptoir.rules import WARNING, Fault, rule
from comptoir.rules.values.archive import ArchiveItem
from comptoir.text import french_list


@rule(
    "JRN045",
    "Pièces numérisées",
    severity=WARNING,
    basis="LPF, art. A102 B-2",
    surface=ArchiveItem,
)
def scanned_vouchers(item: ArchiveItem) -> Iterator[Fault]:
    """Cherche les pièces numérisées dont le papier a été détruit sans copie fidèle, sans PDF, ou
    sans scellé (empreinte et heure).

    Biais : tant que le papier est gardé, rien n’est dit.

    ```toml refusé
    scanned = true
    paper_destroyed = true
    kept_format = "jpg"
    ```

    ```toml accepté
    scanned = true
    paper_destroyed = true
    faithful = true
    sealed = true
    kept_format = "pdf"
    ```

    ```toml accepté
    scanned = true
    kept_format = "jpg"
    ```
    """
    if not item.scanned or not item.paper_destroyed:
        return
    lacks = {
        "copie fidèle": not item.faithful,
        "format PDF": item.kept_format != "pdf",
        "scellé (empreinte et heure)": not item.sealed,
    }
    if missing := [what for what, holds in lacks.items() if holds]:
        found = f"le papier de cette pièce a été détruit sans {french_list(missing, last='ni')}"
        yield Fault(item.at(), found, "Gardez le papier des suivantes.")
