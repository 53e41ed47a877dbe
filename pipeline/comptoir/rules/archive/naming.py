import re
from collections.abc import Iterator

from comptoir.rules import WARNING, Fault, rule
from comptoir.rules.values.archive import ArchiveItem

NAME = re.compile(r"\d{4}-\d{2}-\d{2}_[a-z-]+_[A-Za-z0-9+/-]+(?:_[A-Z]-\d+)?\.[a-z0-9]{2,5}")


@rule(
    "ARC006",
    "Noms de fichiers",
    severity=WARNING,
    basis="usage ; RGPD, art. 25",
    surface=ArchiveItem,
)
def naming(item: ArchiveItem) -> Iterator[Fault]:
    """Cherche les fichiers de l’archive qui ne se nomment pas AAAA-MM-JJ_type_numero_tiers, ou dont
    le nom a un espace ou un accent.

    Biais : le tiers y est une référence (C-000123), jamais un nom ; un nom de personne ne se
    reconnaît pas à coup sûr.

    ```toml refusé
    name = "Facture Le Bihan mars.pdf"
    ```

    ```toml refusé
    name = "2026-03-14_facture_F-2026-0001_Hélène.pdf"
    ```

    ```toml accepté
    name = "2026-03-14_facture_F-2026-0001_C-000123.pdf"
    ```

    ```toml accepté
    name = "2026-09-12_recu-don_RF-2026-0004_C-000009.pdf"
    ```
    """
    name = item.name.rpartition("/")[2]
    if name and not NAME.fullmatch(name):
        found = "le nom de ce fichier n’est pas celui de l’archive"
        yield Fault(
            item.at("nom"), found, "Par exemple 2026-03-14_facture_F-2026-0001_C-000123.pdf."
        )
