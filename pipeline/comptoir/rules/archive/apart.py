from collections.abc import Iterator

from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.values.contact import Access


@rule(
    "ARC017",
    "Archive à part",
    severity=ERROR,
    basis="CNIL, guide des durées de conservation",
    surface=Access,
)
def apart(role: Access) -> Iterator[Fault]:
    """Cherche les rôles de tous les jours qui peuvent chercher dans l’archive intermédiaire.

    Biais : la trésorerie et la présidence y accèdent, pour une raison notée.

    ```toml refusé
    id = "animateur"
    reads = ["contacts", "archive"]
    needs = ["contacts", "archive"]
    ```

    ```toml accepté
    id = "comptable"
    reads = ["finance", "archive"]
    needs = ["finance", "archive"]
    ```

    ```toml accepté
    id = "animateur"
    reads = ["contacts"]
    needs = ["contacts"]
    ```
    """
    if "archive" in role.reads and "finance" not in role.reads:
        found = "ce rôle de tous les jours lit l’archive"
        yield Fault(role.at("archive"), found, "Réservez-la à ceux qui en répondent.")
