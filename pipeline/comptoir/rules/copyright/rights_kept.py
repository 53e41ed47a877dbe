from collections.abc import Iterator

from comptoir.rules import WARNING, Fault, rule
from comptoir.rules.values.printed import Derivative
from comptoir.text import french_list


@rule(
    "IMG011",
    "Auteur et crédit gardés dans l’image",
    severity=WARNING,
    basis="CPI, art. L331-11 et L335-3-2",
    surface=Derivative,
)
def rights_kept(image: Derivative) -> Iterator[Fault]:
    """Cherche les copies réduites d’une image qui ont perdu l’auteur, le crédit ou la mention de
    droits que l’original portait.

    Biais : la position, les numéros de série et les vignettes se retirent ; eux ne sont pas
    demandés.

    ```toml refusé
    original = ["creator", "copyright"]
    copy = ["creator"]
    ```

    ```toml accepté
    original = ["creator", "copyright"]
    copy = ["creator", "copyright"]
    ```

    ```toml accepté
    original = []
    copy = []
    ```
    """
    if lost := set(image.original) - set(image.copy):
        names = {"creator": "l’auteur", "credit": "le crédit", "copyright": "la mention de droits"}
        said = french_list(sorted(names.get(one, one) for one in lost))
        found = f"cette copie a perdu {said}"
        yield Fault(image.at("métadonnées"), found, "Gardez-les en réduisant l’image.")
