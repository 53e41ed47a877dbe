from collections.abc import Iterator
from datetime import date

from comptoir.rules import ERROR, MISSING, WARNING, Fault, rule
from comptoir.rules.surfaces import Picture


@rule(
    "IMG008",
    "Image d’un mineur",
    severity=ERROR,
    basis="C. civ., art. 372-1 (loi 2024-120)",
    seen="APHP",
    surface=Picture,
    since=date(2024, 2, 21),
)
def minors(picture: Picture) -> Iterator[Fault]:
    """Cherche, pour l’image d’un mineur, l’accord des deux titulaires de l’autorité parentale (ou
    la preuve d’un seul titulaire) et l’avis de l’enfant.

    Biais : l’avis de l’enfant non noté est un avertissement.

    ```toml refusé
    [images."enfant.jpg"]
    author = "Camille Exemple"
    licence = "own"
    alt = "Un enfant répare un vélo"
    persons = "identified"
    releases = ["R-1"]
    [releases."R-1"]
    subject = "minor"
    signed_on = 2026-01-05
    valid_to = 2028-12-31
    signatures = 1
    ```

    ```toml accepté
    [images."enfant.jpg"]
    author = "Camille Exemple"
    licence = "own"
    alt = "Un enfant répare un vélo"
    persons = "identified"
    releases = ["R-1"]
    [releases."R-1"]
    subject = "minor"
    signed_on = 2026-01-05
    valid_to = 2028-12-31
    signatures = 2
    child_consulted = true
    ```
    """
    for name, release in picture.releases.items():
        if release is None or release.subject != "minor" or not picture.used_by:
            continue
        if release.signatures < 2 and not release.sole_authority:
            yield Fault(
                picture.at_release(name, "signatures"),
                f"l’autorisation {name} n’a qu’une signature pour un mineur ({picture.name})",
                "Obtenez l’accord des deux parents, ou la preuve d’un seul titulaire "
                "(sole_authority = true).",
                MISSING,
            )
        if not release.child_consulted:
            yield Fault(
                picture.at_release(name),
                f"l’autorisation {name} ne dit pas que l’enfant a donné son avis ({picture.name})",
                "Demandez-le-lui, puis écrivez child_consulted = true.",
                MISSING,
                WARNING,
            )
