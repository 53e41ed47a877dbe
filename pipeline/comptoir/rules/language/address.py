import re
from collections.abc import Iterator

from comptoir.rules import WARNING, Fault, rule
from comptoir.rules.surfaces_text import WrittenText

TU = re.compile(r"(?<!\w)(?:tu|toi|tes|t[’']as|t[’']es|rejoins-nous)(?!\w)", re.IGNORECASE)
VOUS = re.compile(r"(?<!\w)(?:vous|votre|vos)(?!\w)", re.IGNORECASE)
QUOTED = re.compile(r"«[^»]*»")


@rule(
    "TXT006",
    "Tutoiement et vouvoiement",
    severity=WARNING,
    basis="constat : [charter] address de legal/organisation.toml",
    surface=WrittenText,
)
def address(text: WrittenText) -> Iterator[Fault]:
    """Cherche le tutoiement quand la charte vouvoie, le vouvoiement quand elle tutoie, et les
    textes qui mêlent les deux.

    Biais : ce qui est entre guillemets est une citation, et n’est pas lu ; « ton », « viens » et
    les autres mots à deux sens ne suffisent pas.

    ```markdown refusé profil=charter
    Tu peux venir le mercredi.
    ```

    ```markdown refusé
    Tu peux venir, nous vous attendons.
    ```

    ```markdown accepté profil=charter
    Vous pouvez venir le mercredi ; « tu peux », dit-on au vestiaire.
    ```
    """
    prose = QUOTED.sub(lambda found: " " * len(found[0]), text.writing.prose)
    tu, vous = TU.search(prose), VOUS.search(prose)
    wanted = text.charter.address
    if wanted == "vous" and tu:
        yield Fault(
            text.at(tu.start()), "le texte tutoie, et la charte vouvoie", "Écrivez « vous »."
        )
    elif wanted == "tu" and vous:
        yield Fault(
            text.at(vous.start()), "le texte vouvoie, et la charte tutoie", "Écrivez « tu »."
        )
    elif not wanted and tu and vous:
        found = "le texte tutoie et vouvoie"
        yield Fault(text.at(tu.start()), found, "Choisissez, et notez-le dans [charter] address.")
