from collections.abc import Iterator

from comptoir.rules import WARNING, Fault, rule
from comptoir.rules.surfaces_text import WrittenText


@rule(
    "TXT001",
    "Orthographe",
    severity=WARNING,
    basis="constat : dictionnaire Dicollecte et lexique du projet",
    surface=WrittenText,
)
def spelling(text: WrittenText) -> Iterator[Fault]:
    """Cherche les mots qu’aucun dictionnaire ne connaît, dans les pages, les lettres, les réponses
    et les campagnes.

    Le lexique du projet, content/lexique.txt, ajoute ses mots : un par ligne.

    Biais : un nom propre (majuscule dans la phrase), un sigle et un mot collé à un code ou à une
    adresse ne sont pas cherchés ; ni l’accord ni le sens ne sont jugés.

    ```markdown refusé
    L’atelié est ouvert le mercredi.
    ```

    ```markdown accepté
    L’atelier est ouvert le mercredi ; Soizic vous attend à Redon, avec la `clé_xyz`.
    ```
    """
    for word in text.writing.words if text.unknown else ():
        if word.text in text.unknown:
            found = f"« {word.text} » n’est pas au dictionnaire"
            remedy = "Corrigez-le, ou ajoutez-le à content/lexique.txt."
            yield Fault(text.at(word.start), found, remedy)
