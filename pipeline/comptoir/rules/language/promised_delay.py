import re
from collections.abc import Iterator

from comptoir.rules import WARNING, Fault, rule
from comptoir.rules.surfaces_text import WrittenText

WORDS = {
    "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9,
    "dix": 10, "quinze": 15, "vingt": 20, "trente": 30, "une": 1, "un": 1,
}  # fmt: skip
UNITS = {"heure": 1 / 24, "jour": 1, "semaine": 7, "mois": 30}
PROMISE = re.compile(
    r"(?:répon(?:dons|drons|dre|se)|recontact\w+|reviens? vers vous|revenons vers vous)"
    r"[^.!?\n]{0,40}?"
    r"\b(?:sous|dans (?:les|un délai de)|en moins de|d’ici)\s+(?:les\s+)?(\w+)\s+"
    r"(heure|jour|semaine|mois)",
    re.IGNORECASE,
)


@rule(
    "TXT011",
    "Délai promis",
    severity=WARNING,
    basis="constat : [charter] answer_days de legal/organisation.toml",
    surface=WrittenText,
)
def promised_delay(text: WrittenText) -> Iterator[Fault]:
    """Compare le délai de réponse qu’un texte promet avec celui que la charte permet.

    Biais : sans délai noté dans la charte, rien n’est jugé ; les jours ouvrés valent des jours.

    ```markdown refusé profil=charter
    Nous vous répondrons sous trois semaines.
    ```

    ```markdown accepté profil=charter
    Nous vous répondrons sous cinq jours.
    ```
    """
    longest = text.charter.answer_days
    if longest is None:
        return
    for found in text.found(PROMISE):
        written = found[1].lower()
        count = int(written) if written.isdigit() else WORDS.get(written, 0)
        days = count * UNITS[found[2].lower()]
        if days > longest:
            said = f"un délai de {found[1]} {found[2]}s est promis".replace("moiss", "mois")
            yield Fault(text.at(found.start()), said, f"La charte promet {longest} jours au plus.")
