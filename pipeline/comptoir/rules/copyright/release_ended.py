from collections.abc import Iterator

from comptoir.dates import short_date
from comptoir.rules import ERROR, WARNING, Fault, rule
from comptoir.rules.surfaces import Picture
from comptoir.site.register import Release

NOTICE_DAYS = 60


@rule(
    "IMG007",
    "Autorisation finie ou retirée",
    severity=ERROR,
    basis="C. civ., art. 9 ; RGPD, art. 7",
    surface=Picture,
)
def release_ended(picture: Picture) -> Iterator[Fault]:
    """Cherche les images montrées alors que l’accord d’une personne est fini ou retiré, et celles
    dont l’accord finit sous 60 jours.

    Biais : seules les images montrées par une page publiée ; à la construction, un cadre neutre les
    remplace.

    ```toml refusé
    [images."atelier.jpg"]
    author = "Camille Exemple"
    licence = "own"
    alt = "Une couturière"
    persons = "identified"
    releases = ["R-1"]
    [releases."R-1"]
    signed_on = 2024-01-05
    valid_to = 2028-12-31
    withdrawn_on = 2026-10-01
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
    ```
    """
    for name, release in picture.releases.items():
        if release is not None and picture.used_by:
            yield from _judge(picture, name, release)


def _judge(picture: Picture, name: str, release: Release) -> Iterator[Fault]:
    end = release.valid_to
    if release.withdrawn_on and release.withdrawn_on <= picture.today:
        yield Fault(
            picture.at_release(name, "withdrawn_on"),
            f"l’autorisation {name} est retirée depuis le {short_date(release.withdrawn_on)} : "
            f"{picture.name} ne doit plus paraître{picture.where_used}",
            "Retirez l’image de ces pages.",
        )
    elif end and end < picture.today:
        yield Fault(
            picture.at_release(name, "valid_to"),
            f"l’autorisation {name} est finie depuis le {short_date(end)} : "
            f"{picture.name} ne doit plus paraître{picture.where_used}",
            "Demandez-la de nouveau, ou retirez l’image de ces pages.",
        )
    elif end and (end - picture.today).days <= NOTICE_DAYS:
        yield Fault(
            picture.at_release(name, "valid_to"),
            f"l’autorisation {name} finit le {short_date(end)} ({picture.name})",
            "Demandez-la de nouveau avant cette date, ou préparez une autre image.",
            severity=WARNING,
        )
