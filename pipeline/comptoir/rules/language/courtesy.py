import re
from collections.abc import Iterator

from comptoir.rules import MISSING, WARNING, Fault, rule
from comptoir.rules.surfaces_text import TextKind, WrittenText

GREETING = re.compile(
    r"salutation|^\s*(?:#+ )?(?:bonjour|madame|monsieur|ch(?:er|ère|ers|ères)\b|mesdames|messieurs|"
    r"bonsoir|salut)",
    re.IGNORECASE | re.MULTILINE,
)
CLOSING = re.compile(
    r"cordialement|salutations|à bientôt|bien à vous|merci|au plaisir|considération|"
    r"sentiments|à vous voir|bonne (?:journée|lecture)|à samedi|ce que de droit|"
    r"organisation\.|publication_director|signature|agent",
    re.IGNORECASE,
)
HEAD, TAIL = 400, 500  # characters


@rule(
    "TXT010",
    "Formule d’appel et signature",
    severity=WARNING,
    basis="constat : charte d’accueil de l’organisation",
    surface=WrittenText,
)
def courtesy(text: WrittenText) -> Iterator[Fault]:
    """Cherche, dans les lettres et les réponses, la formule d’appel au début, et à la fin une
    formule de congé ou une signature.

    Biais : un champ de fusion (salutation, signature) suffit ; une campagne n’a pas à saluer.

    ```markdown refusé contacts/replies/exemple.md
    L’atelier ouvre à 14 h.
    ```

    ```markdown accepté contacts/replies/exemple.md
    {{ contact.salutation }},

    L’atelier ouvre à 14 h.

    À bientôt,
    Soizic Exemple
    ```
    """
    if text.kind not in (TextKind.LETTER, TextKind.REPLY):
        return
    body = text.writing.text.strip()
    if not GREETING.search(body[:HEAD]):
        found = "la lettre ne salue pas"
        yield Fault(
            text.at(0), found, "Commencez par {{ contact.salutation }} ou Bonjour.", MISSING
        )
    if not CLOSING.search(body[-TAIL:]):
        end = len(text.writing.text.rstrip())
        found = "la lettre ne finit ni par un congé ni par une signature"
        yield Fault(text.at(end), found, "Finissez par une formule et un nom.", MISSING)
