import re
from collections.abc import Iterator

from comptoir.rules import WARNING, Fault, rule
from comptoir.rules.surfaces_text import WrittenText


@rule(
    "TXT005",
    "Mots que la charte évite",
    severity=WARNING,
    basis="constat : [charter.avoid] de legal/organisation.toml",
    surface=WrittenText,
)
def avoided_words(text: WrittenText) -> Iterator[Fault]:
    """Cherche les mots et les tournures que la charte de l’organisation a choisi d’éviter.

    La table [charter.avoid] de legal/organisation.toml les donne, chacun avec celui qu’on préfère :
    "local" = "atelier".

    Biais : le mot est cherché tel quel, avec son pluriel en s ou x ; une citation est lue aussi.

    ```markdown refusé profil=charter
    Le local est ouvert le mercredi.
    ```

    ```markdown accepté profil=charter
    L’atelier est ouvert le mercredi ; une localité n’est pas en cause.
    ```
    """
    for avoided, preferred in text.charter.avoid.items():
        words = re.escape(avoided).replace("'", "['’]")
        for found in text.found(re.compile(rf"(?<!\w){words}[sx]?(?!\w)", re.IGNORECASE)):
            remedy = f"Écrivez « {preferred} »." if preferred else "Dites-le autrement."
            yield Fault(text.at(found.start()), f"la charte évite « {avoided} »", remedy)
