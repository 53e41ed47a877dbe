from collections.abc import Iterator

from comptoir.rules import ERROR, MISSING, Fault, rule
from comptoir.rules.surfaces import Picture


@rule("IMG001", "Image sans auteur", severity=ERROR, basis="CPI, L121-1", surface=Picture)
def image_without_author(picture: Picture) -> Iterator[Fault]:
    """Cherche les images du registre dont l’auteur n’est pas nommé.

    Nommer l’auteur est un droit moral : on ne peut pas y renoncer.

    Biais : une image absente du registre relève d’IMG021 ; l’exactitude du nom ne se vérifie pas.

    ```toml refusé
    [images."quai.jpg"]
    licence = "own"
    alt = "Le quai"
    ```

    ```toml accepté
    [images."quai.jpg"]
    author = "Camille Exemple"
    licence = "own"
    alt = "Le quai"
    ```
    """
    if picture.recorded is not None and not str(picture.recorded.get("author", "")).strip():
        yield Fault(
            picture.at("author"),
            f"l’image {picture.name} n’a pas d’auteur{picture.where_used}",
            "Nommez-le : author, dans content/images/register.toml.",
            MISSING,
        )
