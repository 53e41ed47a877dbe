from collections.abc import Iterator

from comptoir.rules import ERROR, MISSING, Fault, rule
from comptoir.rules.surfaces import Picture


@rule(
    "IMG006",
    "Portée de l’autorisation",
    severity=ERROR,
    basis="C. civ., art. 9 ; RGPD, art. 7",
    surface=Picture,
)
def release_scope(picture: Picture) -> Iterator[Fault]:
    """Cherche les autorisations sans fin, ou qui ne couvrent pas le site où l’image est montrée.

    Biais : seules les images montrées par une page publiée sont jugées.

    ```toml refusé
    [images."atelier.jpg"]
    author = "Camille Exemple"
    licence = "own"
    alt = "Une couturière"
    persons = "identified"
    releases = ["R-1"]
    [releases."R-1"]
    signed_on = 2026-01-05
    valid_to = 2028-12-31
    uses = ["print"]
    ```

    ```toml accepté
    [images."atelier.jpg"]
    author = "Camille Exemple"
    licence = "own"
    alt = "Une couturière"
    persons = "identified"
    releases = ["R-1"]
    [releases."R-1"]
    signed_on = 2026-01-05
    valid_to = 2028-12-31
    uses = ["site", "print"]
    ```
    """
    for name, release in picture.releases.items():
        if release is None or not picture.used_by:
            continue
        if "site" not in release.uses:
            yield Fault(
                picture.at_release(name, "uses"),
                f"l’autorisation {name} ne couvre pas le site ({picture.name})",
                "Demandez-la pour le site, ou retirez l’image des pages.",
            )
        if release.valid_to is None:
            yield Fault(
                picture.at_release(name),
                f"l’autorisation {name} n’a pas de fin ({picture.name})",
                "Écrivez valid_to : une autorisation sans durée ne vaut rien.",
                MISSING,
            )
