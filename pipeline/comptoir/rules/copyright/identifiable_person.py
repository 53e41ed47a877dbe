from collections.abc import Iterator

from comptoir.rules import ERROR, INFO, MISSING, TO_CHECK, Fault, rule
from comptoir.rules.surfaces import Picture


@rule(
    "IMG005",
    "Personne reconnaissable sans accord",
    severity=ERROR,
    basis="C. civ., art. 9 ; RGPD, art. 6",
    seen="APHP",
    surface=Picture,
)
def identifiable_person(picture: Picture) -> Iterator[Fault]:
    """Cherche les images où une personne se reconnaît et dont l’accord n’est pas au registre.

    Biais : c’est le registre qui dit qui l’on voit ; une photo qui ne le dit pas est à vérifier.

    ```toml refusé
    [images."atelier.jpg"]
    author = "Camille Exemple"
    licence = "own"
    alt = "Une couturière à sa machine"
    persons = "identified"
    ```

    ```toml accepté
    [images."atelier.jpg"]
    author = "Camille Exemple"
    licence = "own"
    alt = "Une couturière à sa machine"
    persons = "identified"
    releases = ["R-2026-001"]
    [releases."R-2026-001"]
    signed_on = 2026-01-05
    valid_to = 2028-12-31
    ```
    """
    if picture.recorded is None:
        return
    persons = picture.recorded.get("persons")
    if persons == "identified" and not picture.releases:
        yield Fault(
            picture.at("persons"),
            f"une personne se reconnaît sur {picture.name} et aucun accord n’est noté"
            f"{picture.where_used}",
            "Notez l’autorisation (releases), ou choisissez une autre image.",
            MISSING,
        )
    for name, release in picture.releases.items():
        if release is None:
            yield Fault(
                picture.at("releases"),
                f"l’autorisation {name} de {picture.name} n’est pas au registre, ou est incomplète",
                f'Écrivez la table [releases."{name}"] : signed_on, valid_to, uses.',
                MISSING,
            )
    kind = picture.recorded.get("kind", "photo")
    if persons is None and kind == "photo" and picture.used_by:
        yield Fault(
            picture.at(),
            f"le registre ne dit pas si l’on reconnaît quelqu’un sur {picture.name}",
            "Écrivez persons : none, crowd ou identified.",
            TO_CHECK,
            INFO,
        )
