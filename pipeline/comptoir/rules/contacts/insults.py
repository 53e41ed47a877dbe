import re
from collections.abc import Iterator

from comptoir.errors import Place
from comptoir.rules import TO_CHECK, WARNING, Fault, rule
from comptoir.rules.values.contact import ContactRecord
from comptoir.site.wording import folded

WORDS = re.compile(
    r"\b(?:connards?|connasses?|salauds?|salopes?|abrutie?s?|debiles?|cretine?s?|idiote?s?|"
    r"imbeciles?|menteu(?:r|se)s?|voleu(?:r|se)s?|alcoolos?|radine?s?|cassos|cas soc|taree?s?|"
    r"emmerdeu(?:r|se)s?|casse-pieds|casse-couilles|pouffiasses?|ivrognes?)\b"
)


@rule(
    "CTC009",
    "Jugements sur une personne",
    severity=WARNING,
    basis="RGPD, art. 5.1.c et 5.1.d",
    surface=ContactRecord,
)
def insults(contact: ContactRecord) -> Iterator[Fault]:
    """Cherche, dans les textes d’un contact, les mots blessants : la personne a le droit de lire
    sa fiche.

    Biais : un lexique court. Les mots ne sont jamais écrits.

    ```toml refusé
    [texts]
    notes = "Un vrai abruti, à éviter."
    ```

    ```toml accepté
    [texts]
    notes = "Souhaite être rappelée le matin ; paye souvent en retard."
    ```
    """
    for name, text in contact.texts.items():
        for number, line in enumerate(text.splitlines(), 1):
            if WORDS.search(folded(line)):
                found = "ce texte juge la personne au lieu de dire un fait"
                at = Place(contact.at().path, number, name)
                yield Fault(at, found, "Récrivez-le comme si elle devait le lire.", TO_CHECK)
