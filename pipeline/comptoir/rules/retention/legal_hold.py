from collections.abc import Iterator

from comptoir.rules import MISSING, WARNING, Fault, rule
from comptoir.rules.values.archive import ArchiveItem


@rule(
    "RET022",
    "Gel pour un litige",
    severity=WARNING,
    basis="RGPD, art. 17.3.e",
    surface=ArchiveItem,
)
def legal_hold(item: ArchiveItem) -> Iterator[Fault]:
    """Cherche les gels sans raison, sans responsable ou sans fin.

    Biais : aucun.

    ```toml refusé
    on_hold = true
    hold_reason = "litige avec un fournisseur"
    ```

    ```toml accepté
    on_hold = true
    hold_reason = "litige avec un fournisseur"
    hold_owner = "trésorerie"
    hold_until = 2027-06-30
    ```
    """
    if item.on_hold and not (item.hold_reason and item.hold_owner and item.hold_until):
        found = "ce gel n’a pas de raison, de responsable ou de fin"
        yield Fault(item.at("hold"), found, "Complétez-le, ou levez-le.", MISSING)
