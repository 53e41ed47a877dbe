from collections.abc import Iterator

from comptoir.rules import MISSING, WARNING, Fault, rule
from comptoir.rules.values.contact import ContactRecord


@rule(
    "CTC010",
    "Mineurs",
    severity=WARNING,
    basis="RGPD, art. 8",
    surface=ContactRecord,
    seen="CKI26",
)
def minors(contact: ContactRecord) -> Iterator[Fault]:
    """Cherche les contacts mineurs sans représentant légal.

    Biais : sans date de naissance, rien n’est dit.

    ```toml refusé
    age = 12
    ```

    ```toml accepté
    age = 12
    guardian = true
    ```

    ```toml accepté
    age = 40
    ```
    """
    if contact.age is not None and contact.age < 18 and not contact.guardian:
        found = "aucun représentant légal n’est connu pour ce mineur"
        yield Fault(
            contact.at("guardian"),
            found,
            "Notez-le (colonne fact:representant_legal d’un import).",
            MISSING,
        )
