import re
from collections.abc import Iterator

from comptoir.errors import Place
from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.detectors import secrets
from comptoir.rules.values.contact import ContactRecord

SAID = re.compile(
    r"\b(?:mot de passe|mdp|password)\s*[:=]\s*(?=\S*[\d!?#@$-])\S{6,}", re.IGNORECASE
)


@rule(
    "CTC026",
    "Mot de passe dans une fiche",
    severity=ERROR,
    basis="RGPD, art. 5.1.f ; RGPD, art. 32",
    surface=ContactRecord,
)
def secrets_in_notes(contact: ContactRecord) -> Iterator[Fault]:
    """Cherche, dans les textes d’un contact, une clé, un jeton ou un mot de passe.

    Biais : des formes connues seulement. La valeur n’est jamais écrite.

    ```toml refusé
    [texts]
    notes = "mot de passe : tournesol-1987"
    ```

    ```toml accepté
    [texts]
    notes = "A oublié son mot de passe : lui renvoyer le lien."
    ```
    """
    for name, text in contact.texts.items():
        for number, line in enumerate(text.splitlines(), 1):
            if SAID.search(line) or secrets(line):
                found = "ce texte contient un mot de passe ou une clé"
                at = Place(contact.at().path, number, name)
                yield Fault(at, found, "Effacez-le, et faites-le changer.")
