from collections.abc import Iterator

from comptoir.errors import Place
from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.detectors import sensitive_numbers
from comptoir.rules.values.contact import ContactRecord


@rule(
    "CTC006",
    "Numéro de sécurité sociale",
    severity=ERROR,
    basis="RGPD, art. 5.1.c ; loi 78-17, art. 30 ; décret 2019-341",
    surface=ContactRecord,
)
def social_security(contact: ContactRecord) -> Iterator[Fault]:
    """Cherche, dans les textes et les références d’un contact, un numéro de sécurité sociale dont
    la clé est juste.

    Biais : sans clé juste, ce n’est pas un numéro. Il n’est jamais écrit dans le rapport.

    ```toml refusé
    [texts]
    notes = "n° 1 84 12 76 451 089 46"
    ```

    ```toml accepté
    [texts]
    notes = "n° 1 84 12 76 451 089 47"
    ```
    """
    for name, text in contact.texts.items():
        for number, line in enumerate(text.splitlines(), 1):
            if "un numéro de sécurité sociale" in sensitive_numbers(line):
                found = "ce texte contient un numéro de sécurité sociale"
                yield Fault(Place(contact.at().path, number, name), found, "Effacez-le.")
