import re
from collections.abc import Iterator

from comptoir.errors import Place
from comptoir.rules import TO_CHECK, WARNING, Fault, rule
from comptoir.rules.values.contact import ContactRecord
from comptoir.site.wording import folded

WORDS = re.compile(
    r"\bcasier judiciaire\b|\bgarde a vue\b|\b(?:il|elle) (?:a ete|est|fut) condamnee?\b"
    r"|\bincarceree?\b|\ben prison\b|\bmise? en examen\b|\bbracelet electronique\b"
    r"|\bdelinquante?\b|\brepris de justice\b"
)


@rule(
    "CTC008",
    "Condamnations et infractions",
    severity=WARNING,
    basis="RGPD, art. 10 ; loi 78-17, art. 46",
    surface=ContactRecord,
)
def offences(contact: ContactRecord) -> Iterator[Fault]:
    """Cherche, dans les textes d’un contact, ce qui paraît parler d’une condamnation ou d’une
    infraction.

    Biais : un lexique ; les portes condamnées et les rues sont écartées. Les mots ne sont jamais
    écrits.

    ```toml refusé
    [texts]
    notes = "A un casier judiciaire."
    ```

    ```toml accepté
    [texts]
    notes = "Passer par le côté, la porte est condamnée. Rue de la Prison."
    ```
    """
    for name, text in contact.texts.items():
        for number, line in enumerate(text.splitlines(), 1):
            if WORDS.search(folded(line)):
                found = "ce texte paraît parler d’une infraction"
                at = Place(contact.at().path, number, name)
                yield Fault(at, found, "Effacez-le : ces données vous sont interdites.", TO_CHECK)
