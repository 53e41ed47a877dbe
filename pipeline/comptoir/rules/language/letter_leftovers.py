import re
from collections.abc import Iterator

from comptoir.contacts.first_names import USUAL
from comptoir.errors import Place
from comptoir.rules import TO_CHECK, WARNING, Fault, rule
from comptoir.rules.surfaces_text import WrittenText
from comptoir.text import fold

_MONTH = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
DATE = re.compile(
    rf"\b(?:\d{{1,2}}|1er)\s(?:{_MONTH})(?:\s\d{{4}})?\b|\b(?:{_MONTH})\s20\d\d\b"
    r"|\b\d{1,2}/\d{1,2}/(?:20)?\d\d\b|\b20\d\d(?:[-/]\d\d(?:\d\d)?)?(?:-\d\d)?\b",
    re.IGNORECASE,
)
LAW = re.compile(
    r"(?:loi|décret|ordonnance|arrêté|règlement|directive|code)\b[^.;\n]{0,60}$", re.IGNORECASE
)
BEFORE = 90  # characters in which a date is said to be that of a law
TITLED = re.compile(r"\b(?:M\.|Mme|Mlle|Madame|Monsieur)\s[A-ZÉÈÀ][\w’-]+")
NAMED = re.compile(r"\b([A-ZÉÈÀ][a-zà-ÿ]+(?:-[A-ZÉ][a-zà-ÿ]+)?)(?=\s[A-ZÉÈÀ]\w)")


@rule(
    "TXT014",
    "Date ou personne restée dans un modèle",
    severity=WARNING,
    basis="RGPD, art. 5.1.d",
    surface=WrittenText,
)
def letter_leftovers(text: WrittenText) -> Iterator[Fault]:
    """Cherche, dans un modèle de lettre, une date ou le nom d’une personne laissés par la
    dernière lettre : le modèle suivant partirait avec eux.

    La date d’une loi peut rester. Les autres se mettent dans un champ, comme {{ event.date }}, avec
    « fields » en tête ; un nom, dans {{ organisation.publication_director }}.

    Biais : une rue ou une salle qui porte le nom d’une personne est prise pour elle.

    ```markdown refusé contacts/letters/exemple.md
    ---
    subject: "Invitation"
    ---

    Venez le samedi 12 décembre 2026.
    ```

    ```markdown refusé contacts/letters/exemple.md
    ---
    subject: "Bilan de la saison 2025-2026"
    ---

    Le bilan est joint.
    ```

    ```markdown refusé contacts/letters/exemple.md
    ---
    subject: "Invitation"
    ---

    Appelez Camille Exemple à l’accueil.
    ```

    ```markdown accepté contacts/letters/exemple.md
    ---
    subject: "Invitation du {{ event.date }}"
    fields: [event.date]
    ---

    Madame, Monsieur,

    Venez le {{ event.date }}. La loi du 6 janvier 1978 vous donne un droit d’accès.
    ```
    """
    if text.head is None:
        return
    subject = Place(text.path, text.head.lines.get("subject", 1), "subject")
    for _, what in _left(text.head.subject):
        yield _fault(subject, what)
    for start, what in _left(text.writing.prose):
        yield _fault(text.at(start), what)


def _fault(place: Place, what: str) -> Fault:
    remedy = "Mettez un champ à sa place, et nommez-le dans « fields »."
    return Fault(place, f"ce modèle de lettre garde {what}", remedy, TO_CHECK)


def _left(prose: str) -> Iterator[tuple[int, str]]:
    """Yield where a date or a name stands, and which of the two; never the name itself."""
    for found in DATE.finditer(prose):
        if not LAW.search(prose[max(0, found.start() - BEFORE) : found.start()]):
            yield found.start(), "une date"
    named = {found.start() for found in TITLED.finditer(prose)}
    named |= {one.start() for one in NAMED.finditer(prose) if fold(one[1]) in USUAL}
    yield from ((start, "le nom d’une personne") for start in sorted(named))
