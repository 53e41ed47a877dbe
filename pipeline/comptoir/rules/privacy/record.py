from collections.abc import Iterator

from comptoir.errors import Place
from comptoir.rules import ERROR, MISSING, Fault, rule
from comptoir.rules.surfaces import ProcessingRecord
from comptoir.settings.organisation import Kind


@rule(
    "PRV021",
    "Registre des traitements",
    severity=ERROR,
    basis="RGPD, art. 30",
    seen="O750",
    surface=ProcessingRecord,
)
def record(held: ProcessingRecord) -> Iterator[Fault]:
    """Cherche le registre des traitements : au moins une finalité, un responsable, une version.

    L’exemption des petites structures ne vaut pas pour les traitements réguliers : adhérents,
    clients, lettre d’infos.

    Biais : un particulier n’est pas concerné ; ce que disent les finalités est jugé par PRV004 à
    PRV008.

    ```toml refusé
    purposes = {}
    ```

    ```toml accepté
    version = "2026-10-06"
    controller = "Les Ateliers de l’Exemple"
    [purposes.demandes]
    title = "Répondre à qui nous écrit"
    basis = "contract"
    data = ["nom"]
    subjects = ["qui nous écrit"]
    retention = "un an"
    ```
    """
    if held.organisation.kind is Kind.INDIVIDUAL:
        return
    if not held.purposes:
        yield Fault(
            Place(held.path),
            "le registre des traitements est vide",
            "Écrivez une table [purposes.…] par finalité.",
            MISSING,
        )
