from collections.abc import Iterator

from comptoir.rules import ERROR, MISSING, Fault, rule
from comptoir.rules.surfaces import Picture

ASKING = ("CC-BY-4.0", "CC-BY-SA-4.0", "LO-2.0")


@rule(
    "IMG004",
    "Termes d’une licence libre",
    severity=ERROR,
    basis="CPI, L122-4",
    surface=Picture,
)
def open_licence(picture: Picture) -> Iterator[Fault]:
    """Cherche les images sous licence libre dont la source n’est pas notée.

    Ces licences demandent de nommer l’auteur et de dire d’où vient l’œuvre.

    Biais : seules les images montrées par une page publiée ; celles dont l’éditeur est l’auteur
    sont à noter « own ».

    ```toml refusé
    [images."quai.jpg"]
    author = "Camille Exemple"
    licence = "CC-BY-4.0"
    alt = "Le quai"
    ```

    ```toml accepté
    [images."quai.jpg"]
    author = "Camille Exemple"
    licence = "CC-BY-4.0"
    source = "https://www.example.net/quai"
    alt = "Le quai"
    ```
    """
    entry = picture.entry
    if entry and picture.used_by and entry.licence in ASKING and not entry.source:
        yield Fault(
            picture.at("licence"),
            f"la source de {picture.name} n’est pas notée{picture.where_used}",
            "Écrivez source : l’adresse ou l’ouvrage d’où vient l’image.",
            MISSING,
        )
