import re
from collections.abc import Iterator

from comptoir.errors import Place
from comptoir.rules import ERROR, Fault, Scope, rule
from comptoir.rules.detectors import own_identifiers, sensitive_numbers
from comptoir.rules.values.contact import ContactRecord

CODE = re.compile(r"\b(?:cvv|cvc|cryptogramme)\s*:?\s*\d{3,4}\b", re.IGNORECASE)
BANK = ("un IBAN", "un numéro de carte")


@rule(
    "CTC007",
    "Carte ou compte dans un texte",
    severity=ERROR,
    basis="RGPD, art. 5.1.f ; RGPD, art. 32",
    surface=ContactRecord,
)
def bank_data(contact: ContactRecord, scope: Scope) -> Iterator[Fault]:
    """Cherche, dans les textes d’un contact, un numéro de carte, un IBAN ou un cryptogramme.

    Biais : les numéros sont reconnus par leur clé, le cryptogramme par le mot qui l’annonce ; le
    compte de l’organisme ne compte pas.

    ```toml refusé
    [texts]
    notes = "RIB FR76 3000 6000 0112 3456 7890 189"
    ```

    ```toml refusé
    [texts]
    notes = "carte, CVV 123"
    ```

    ```toml accepté
    [texts]
    notes = "règle par virement ; commande 4970 1234 5678 9012"
    ```
    """
    own = own_identifiers(scope.organisation)
    for name, text in contact.texts.items():
        for number, line in enumerate(text.splitlines(), 1):
            kinds = [kind for kind in sensitive_numbers(line, own) if kind in BANK]
            if CODE.search(line):
                kinds.append("un cryptogramme")
            for kind in kinds:
                found = f"ce texte contient {kind}"
                yield Fault(Place(contact.at().path, number, name), found, "Effacez-le.")
