from collections.abc import Iterator
from datetime import date

from comptoir.rules import ERROR, TO_CHECK, Fault, rule
from comptoir.rules.surfaces import Picture


@rule(
    "IMG014",
    "Image faite par une machine",
    severity=ERROR,
    basis="règlement (UE) 2024/1689, art. 50.4",
    seen="AIA",
    surface=Picture,
    since=date(2026, 8, 2),
)
def made_by_machine(picture: Picture) -> Iterator[Fault]:
    """Cherche les photographies engendrées par une machine qui montrent des personnes sans le dire.

    Biais : la clé ai et la clé persons sont crues ; l’alternative ou la source doit dire l’image
    engendrée ; à vérifier.

    ```toml refusé
    [images."foule.jpg"]
    author = "Les Ateliers"
    licence = "own"
    alt = "Une foule sur le quai"
    persons = "crowd"
    ai = "generated"
    ```

    ```toml accepté
    [images."foule.jpg"]
    author = "Les Ateliers"
    licence = "own"
    alt = "Une foule sur le quai (image engendrée par une machine)"
    persons = "crowd"
    ai = "generated"
    ```
    """
    entry = picture.entry
    if entry is None or entry.ai != "generated" or not picture.used_by:
        return
    said = f"{entry.alt} {entry.source}".lower()
    words = ("engendr", "générée", "intelligence artificielle", "synthèse", "machine")
    shows = entry.persons != "none" and entry.kind == "photo"
    if shows and not any(word in said for word in words):
        yield Fault(
            picture.at("ai"),
            f"{picture.name} montre des personnes et ne dit pas qu’une machine l’a faite",
            "Dites-le à côté de l’image, et gardez ses marques d’origine.",
            TO_CHECK,
        )
