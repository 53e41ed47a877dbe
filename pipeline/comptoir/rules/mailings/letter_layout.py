from collections.abc import Iterator

from comptoir.rules import INFO, MISSING, Fault, rule
from comptoir.rules.values.message import Letter


@rule(
    "MLG029",
    "Mise en page d’une lettre",
    severity=INFO,
    basis="NF Z11-001 (usage)",
    surface=Letter,
)
def letter_layout(letter: Letter) -> Iterator[Fault]:
    """Cherche, dans une lettre, ce qui manque à l’usage : l’expéditeur, le lieu et la date,
    l’objet.

    Biais : un usage, non une loi.

    ```toml refusé
    sender = ["Les Ateliers de l’Exemple"]
    body = "Madame, Monsieur,"
    ```

    ```toml accepté
    sender = ["Les Ateliers de l’Exemple", "1 rue de l’Exemple, 35000 Rennes"]
    place_date = "Rennes, le 24 novembre 2026"
    subject = "Votre adhésion"
    ```
    """
    lacks = {
        "l’expéditeur": letter.sender,
        "le lieu et la date": letter.place_date,
        "l’objet": letter.subject,
    }
    missing = [name for name, there in lacks.items() if not there]
    if missing:
        yield Fault(letter.at(), f"il manque {', '.join(missing)}", "Complétez la lettre.", MISSING)
