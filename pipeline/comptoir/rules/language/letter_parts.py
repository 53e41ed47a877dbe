import re
from collections.abc import Iterator
from dataclasses import dataclass

from comptoir.errors import Place
from comptoir.rules import MISSING, WARNING, Fault, rule
from comptoir.rules.surfaces_text import WrittenText

ASKED = {
    "title": "son titre",
    "subject": "l’objet de la lettre",
    "use": "quand l’employer",
    "owner": "qui en répond",
}
SALUTATION = re.compile(
    r"\{\{\s*contact\.salutation\s*\}\}|(?:bonjour|madame|monsieur|mesdames|messieurs|ch(?:er|ère)s?)\b",
    re.IGNORECASE,
)
FORMULA = re.compile(
    r"cordialement|salutations|considération|sentiments|reconnaissance|respects|"
    r"bien à vous|à bientôt|ce que de droit",
    re.IGNORECASE,
)
SIGNED = re.compile(r"\{\{\s*organisation\.(?:short_)?name\s*\}\}|[^,\n]{3,},\s*[^,\n]{3,}")
SIGNATURE = "{{ organisation.publication_director }}, {{ organisation.director_title }}"
LONGEST = 160  # characters of a signature
_CUT = re.compile(r"^(?:-{3,}|\*{3,}|_{3,})[ \t]*$", re.MULTILINE)
_NOTE = re.compile(r"\*[^*].*\*|P\.[-‑ ]?J\.", re.DOTALL)
_PARAGRAPH = re.compile(r"\S.*?(?=\n[ \t]*\n|\Z)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Paragraph:
    start: int
    text: str


@rule(
    "TXT012",
    "Parties obligatoires d’une lettre",
    severity=WARNING,
    basis="NF Z11-001 (usage)",
    surface=WrittenText,
)
def letter_parts(text: WrittenText) -> Iterator[Fault]:
    """Cherche, dans un modèle de lettre, ce qui manque : le titre, l’objet, l’usage et le
    responsable en tête ; puis l’appel, la formule de congé et la signature, avec nom et fonction.

    L’expéditeur, la date, l’adresse et les références sont mis par la mise en page de la lettre. Un
    coupon se place sous la signature, après une ligne « --- » ; une note, en italique.

    Biais : une formule inhabituelle n’est pas reconnue.

    ```markdown refusé contacts/letters/exemple.md
    ---
    title: "Merci"
    use: Après un don
    owner: trésorerie
    ---

    {{ contact.salutation }},

    Merci de votre don.

    Avec nos salutations cordiales,

    {{ organisation.publication_director }}, {{ organisation.director_title }}
    ```

    ```markdown refusé contacts/letters/exemple.md
    ---
    title: "Merci"
    subject: "Votre don"
    use: Après un don
    owner: trésorerie
    ---

    Merci de votre don.

    {{ organisation.publication_director }}
    ```

    ```markdown accepté contacts/letters/exemple.md
    ---
    title: "Merci"
    subject: "Votre don"
    use: Après un don
    owner: trésorerie
    ---

    {{ contact.salutation }},

    Merci de votre don.

    Avec nos salutations cordiales,

    {{ organisation.publication_director }}, {{ organisation.director_title }}

    *Une note au bas de la lettre.*
    ```
    """
    head = text.head
    if head is None:
        return
    if not head.readable:
        remedy = 'Écrivez une clé par ligne, entre deux lignes --- : subject: "Votre adhésion".'
        yield Fault(Place(text.path, 1), "l’en-tête de ce modèle de lettre ne se lit pas", remedy)
        return
    for key, what in ASKED.items():
        if key not in head.told:
            place = Place(text.path, head.lines.get(key, 1), key)
            found = f"ce modèle de lettre ne dit pas {what}"
            yield Fault(place, found, f"Écrivez « {key} » en tête du fichier.", MISSING)
    yield from _body(text, paragraphs(text.writing.text))


def paragraphs(body: str) -> list[Paragraph]:
    """Return the paragraphs of a letter down to its signature: no coupon, no note."""
    cut = _CUT.search(body)
    found = [Paragraph(m.start(), m[0]) for m in _PARAGRAPH.finditer(body[: cut and cut.start()])]
    while found and _NOTE.match(found[-1].text):
        found.pop()
    return found


def signs(paragraph: str) -> bool:
    """Say whether a paragraph is a name and a function: not a sentence, and short."""
    said = paragraph.strip()
    return len(said) < LONGEST and said[-1:] != "." and SIGNED.fullmatch(said) is not None


def _body(text: WrittenText, found: list[Paragraph]) -> Iterator[Fault]:
    if not found:
        yield Fault(text.at(0), "ce modèle de lettre est vide", "Écrivez la lettre.", MISSING)
        return
    if not SALUTATION.match(found[0].text):
        said = "la lettre ne commence pas par la formule d’appel"
        remedy = "Écrivez d’abord « {{ contact.salutation }}, », seul sur sa ligne."
        yield Fault(text.at(found[0].start), said, remedy, MISSING)
    signed = signs(found[-1].text)
    if not signed:
        said = "la lettre ne finit pas par une signature, avec le nom et la fonction"
        remedy = f"Finissez par « {SIGNATURE} »."
        yield Fault(text.at(found[-1].start), said, remedy, MISSING)
    closing = found[-2:-1] if signed else found[-1:]
    if not any(FORMULA.search(" ".join(one.text.split())) for one in closing):
        said = "la formule de congé manque avant la signature"
        remedy = "Ajoutez, par exemple, « Avec nos salutations cordiales, »."
        yield Fault(text.at(found[-1].start), said, remedy, MISSING)
