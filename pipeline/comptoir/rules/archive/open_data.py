from collections.abc import Iterator

from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.values.archive import OpenData
from comptoir.rules.values.concerned import public_body


@rule(
    "ARC018",
    "Réutilisation publique",
    severity=ERROR,
    basis="CRPA, art. L312-1-2",
    surface=OpenData,
    applies=public_body,
)
def open_data(data: OpenData) -> Iterator[Fault]:
    """Cherche les données publiées qui disent encore qui, sans texte qui l’ordonne ni
    anonymisation.

    Biais : les champs personnels sont ceux que la fiche déclare.

    ```toml refusé profil=public-body
    fields = ["date", "nom"]
    personal = ["nom"]
    ```

    ```toml accepté profil=public-body
    fields = ["date", "nom"]
    personal = ["nom"]
    anonymised = true
    ```

    ```toml accepté profil=public-body
    fields = ["date", "montant"]
    ```
    """
    if data.personal and not data.anonymised and not data.basis:
        found = "ces données publiées disent encore qui"
        yield Fault(data.at("champs"), found, "Retirez ces champs, ou anonymisez.")
