from collections.abc import Iterator

from comptoir.rules import ERROR, MISSING, WARNING, Fault, rule
from comptoir.rules.surfaces import Picture

WITH_SOURCE = ("CC-BY-4.0", "CC-BY-SA-4.0", "LO-2.0")


@rule(
    "IMG002",
    "Droit d’utiliser l’image",
    severity=ERROR,
    basis="CPI, L122-4 et L131-3",
    surface=Picture,
)
def right_to_use(picture: Picture) -> Iterator[Fault]:
    """Cherche la licence ou la cession qui permet de publier chaque image, et la source que les
    licences ouvertes demandent.

    Biais : la vérité de la cession n’est pas vérifiable ; la source manquante est un avertissement.

    ```toml refusé
    [images."quai.jpg"]
    author = "Camille Exemple"
    alt = "Le quai"
    ```

    ```toml accepté
    [images."quai.jpg"]
    author = "Camille Exemple"
    licence = "CC-BY-4.0"
    source = "https://example.org/quai"
    alt = "Le quai"
    ```
    """
    if picture.recorded is None:
        return
    licence = str(picture.recorded.get("licence", "")).strip()
    if not licence:
        yield Fault(
            picture.at("licence"),
            f"rien ne dit de quel droit {picture.name} est publiée{picture.where_used}",
            "Écrivez licence : cession, own, ou le nom d’une licence ouverte.",
            MISSING,
        )
    elif licence in WITH_SOURCE and not picture.recorded.get("source"):
        yield Fault(
            picture.at("licence"),
            f"la licence {licence} de {picture.name} demande la source",
            "Écrivez source : l’adresse où l’image a été prise.",
            MISSING,
            WARNING,
        )
