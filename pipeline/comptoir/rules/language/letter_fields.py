import re
from collections.abc import Iterator

from comptoir.errors import Place
from comptoir.errors.french import nearest
from comptoir.rules import INFO, WARNING, Fault, rule
from comptoir.rules.surfaces_text import ModelHead, WrittenText

_TAG = re.compile(r"\{\{(?P<said>.*?)\}\}|\{%(?P<done>.*?)%\}", re.DOTALL)
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_FIELD = re.compile(r"(?<![\w.|])[^\W\d]\w*(?:\.\w+)*")
_FILTER = re.compile(r"\|\s*\w+")
# What a template says that is no field.
_WORDS = frozenset(
    {
        *("if", "elif", "else", "endif", "channel", "endchannel"),
        *("not", "and", "or", "in", "is", "defined", "true", "false", "none"),
    }
)


@rule(
    "TXT013",
    "Champs d’un modèle de lettre",
    severity=WARNING,
    basis="RGPD, art. 5.1.d",
    surface=WrittenText,
)
def letter_fields(text: WrittenText) -> Iterator[Fault]:
    """Cherche, dans un modèle de lettre, un champ qui n’existe ni dans un publipostage ni
    dans sa liste « fields », une référence annoncée et jamais donnée, une accolade restée ouverte.

    Biais : un champ d’une famille annoncée, mais absent de la liste, n’est qu’une information.

    ```markdown refusé contacts/letters/exemple.md
    ---
    subject: "Votre adhésion"
    ---

    {{ contact.salutations }},

    Votre adhésion est enregistrée.
    ```

    ```markdown refusé contacts/letters/exemple.md
    ---
    subject: "Votre facture"
    fields: [invoice.number]
    ---

    {{ contact.salutation }},

    Votre facture est jointe.
    ```

    ```markdown refusé contacts/letters/exemple.md
    ---
    subject: "Votre adhésion"
    ---

    {{ contact.salutation },

    Votre adhésion est enregistrée.
    ```

    ```markdown accepté contacts/letters/exemple.md
    ---
    subject: "Facture {{ invoice.number }}"
    fields: [invoice.number, invoice.paid]
    ---

    {{ contact.salutation }},

    {% if invoice.paid %}Merci de votre paiement.{% endif %} Il reste une somme à régler, à
    {{ organisation.seat.city | upper }}.
    ```
    """
    head = text.head
    if head is None or not head.readable:
        return
    where = Place(text.path, head.lines.get("subject", 1), "subject")
    used = [(where, name) for _, name in _names(head.subject)]
    used += [(text.at(at), name) for at, name in _names(text.writing.text)]
    for place, name in used:
        yield from _known(place, name, head)
    named = {name for _, name in used}
    for name in head.declared:
        if name not in named:
            place = Place(text.path, head.lines.get("fields", 1), "fields")
            found = f"le champ « {name} » est annoncé et la lettre ne l’emploie pas"
            yield Fault(place, found, "Employez-le, ou retirez-le de « fields ».")
    rest = _TAG.sub(lambda m: " " * len(m[0]), text.writing.text)
    for found_open in re.finditer(r"\{\{|\{%|\}\}|%\}", rest):
        said = "une accolade n’est pas refermée, ou est de trop"
        yield Fault(text.at(found_open.start()), said, "Un champ s’écrit {{ contact.first_name }}.")


def _names(said: str) -> Iterator[tuple[int, str]]:
    """Yield the fields that a text merges, and where."""
    for tag in _TAG.finditer(said):
        inside = tag["said"] if tag["said"] is not None else tag["done"]
        for found in _FIELD.finditer(_FILTER.sub(" ", _QUOTED.sub(" ", inside))):
            if found[0].lower() not in _WORDS:
                yield tag.start(), found[0]


def _known(place: Place, name: str, head: ModelHead) -> Iterator[Fault]:
    known = head.fields | set(head.declared)
    if name in known:
        return
    if name.partition(".")[0] in {field.partition(".")[0] for field in head.declared}:
        found = f"le champ « {name} » n’est pas dans « fields »"
        yield Fault(place, found, "Ajoutez-le à la liste en tête du modèle.", severity=INFO)
        return
    close = nearest(name, sorted(known))
    hint = f"Vouliez-vous écrire « {close} » ? Sinon, a" if close else "A"
    remedy = f"{hint}joutez-le à « fields », en tête du modèle."
    yield Fault(place, f"le champ « {name} » n’existe pas", remedy)
