import re
from collections.abc import Iterator

from comptoir.rules import WARNING, Fault, rule
from comptoir.rules.values.contact import ContactRecord
from comptoir.site.wording import folded

STAFF = re.compile(
    r"salaire|remuneration|arret_?(?:maladie|travail)|evaluation|sanction|bulletin_paie"
)


@rule(
    "CTC029",
    "Données de salariés",
    severity=WARNING,
    basis="RGPD, art. 5.1.b",
    surface=ContactRecord,
)
def staff_data(contact: ContactRecord) -> Iterator[Fault]:
    """Cherche, dans la base de contacts, les champs qui n’ont leur place que dans un dossier du
    personnel : salaire, arrêt, évaluation, sanction. Les bénévoles, eux, y ont leur place.

    Biais : le nom du champ décide.

    ```toml refusé
    roles = ["volunteer"]
    [texts]
    salaire = "1 900"
    ```

    ```toml accepté
    roles = ["volunteer"]
    [texts]
    disponibilite = "le samedi"
    ```
    """
    for name in contact.texts:
        if STAFF.search(folded(name)):
            found = "ce champ est d’un dossier du personnel"
            yield Fault(contact.at(name), found, "Sortez-le de la base de contacts.")
