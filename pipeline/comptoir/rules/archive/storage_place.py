from collections.abc import Iterator

from comptoir.law.eea import in_eea
from comptoir.rules import INFO, WARNING, Fault, rule
from comptoir.rules.values.archive import ArchiveItem

KINDS = frozenset(("invoice", "credit_note", "book", "voucher"))


@rule(
    "ARC009",
    "Lieu de l’archive",
    severity=WARNING,
    basis="LPF, art. L102 C",
    surface=ArchiveItem,
    seen="REF26",
)
def storage_place(item: ArchiveItem) -> Iterator[Fault]:
    """Cherche les pièces comptables gardées hors de France, à déclarer au service des impôts, et
    hors de l’Union, à n’y garder que sous conditions.

    Biais : les factures sur papier restent en France ; seules les pièces comptables sont jugées.

    ```toml refusé
    kind = "invoice"
    country = "US"
    ```

    ```toml refusé
    kind = "invoice"
    country = "DE"
    ```

    ```toml accepté
    kind = "invoice"
    country = "FR"
    ```

    ```toml accepté
    kind = "minutes"
    country = "DE"
    ```
    """
    if item.kind not in KINDS or item.country == "FR":
        return
    if in_eea(item.country):
        found = "cette pièce est gardée hors de France"
        remedy = "Déclarez le lieu à votre service des impôts."
        yield Fault(item.at("pays"), found, remedy, severity=INFO)
    else:
        found = "cette pièce est gardée hors de l’Union européenne"
        remedy = "Ramenez-la en France, ou vérifiez qu’un accord d’assistance le permet."
        yield Fault(item.at("pays"), found, remedy)
