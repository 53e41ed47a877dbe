from collections.abc import Iterator

from comptoir.rules import ERROR, MISSING, Fault, rule
from comptoir.rules.values.contact import ContactRecord


@rule(
    "CTC001",
    "Qualité et finalité d’un contact",
    severity=ERROR,
    basis="RGPD, art. 5.1.b",
    surface=ContactRecord,
)
def purpose(contact: ContactRecord) -> Iterator[Fault]:
    """Cherche les fiches dont rien ne dit ce qu’est la personne pour l’organisme, ni à quoi
    servent ses données.

    Biais : une qualité (adhérent, client, prospect, donateur, usager, fournisseur) suffit quand
    une finalité en découle.

    ```toml refusé
    roles = []
    ```

    ```toml accepté
    roles = ["member"]
    ```

    ```toml accepté
    purposes = ["lettre-infos"]
    ```
    """
    if not contact.roles and not contact.purposes:
        found = "rien ne dit ce que ce contact est pour l’organisme"
        yield Fault(contact.at("roles"), found, "Donnez-lui une qualité, ou effacez-le.", MISSING)
