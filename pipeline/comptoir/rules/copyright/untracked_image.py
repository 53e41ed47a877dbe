from collections.abc import Iterator

from comptoir.rules import ERROR, MISSING, WARNING, Fault, rule
from comptoir.rules.surfaces import Picture


@rule(
    "IMG021",
    "Image absente du registre",
    severity=ERROR,
    basis="CPI, L122-4 ; RGPD, art. 5.2 (règle de la maison)",
    surface=Picture,
    house=True,
)
def untracked_image(picture: Picture) -> Iterator[Fault]:
    """Cherche les images que le registre content/images/register.toml ne connaît pas.

    C’est une règle de la maison : elle ne dit rien d’un site que Comptoir n’a pas construit.

    Biais : une image que nulle page ne montre, ou un dessin SVG, ne donne qu’un avertissement.

    ```toml refusé
    "utilisées" = ["inconnue.jpg"]
    ```

    ```toml accepté
    "utilisées" = ["quai.jpg"]
    [images."quai.jpg"]
    author = "Camille Exemple"
    licence = "own"
    alt = "Le quai"
    ```
    """
    if picture.recorded is not None or not picture.exists:
        return
    light = not picture.used_by or picture.name.lower().endswith(".svg")
    yield Fault(
        picture.at(),
        f"l’image {picture.name} n’est pas au registre des images",
        f'Ajoutez la table [images."{picture.name}"] : author, licence, alt, persons.',
        MISSING,
        WARNING if light else None,
        about=picture.path,
    )
