from collections.abc import Iterator

from comptoir.dates import short_date
from comptoir.rules import ERROR, WARNING, Fault, rule
from comptoir.rules.surfaces import Picture

NOTICE_DAYS = 60


@rule("IMG003", "Licence échue", severity=ERROR, basis="CPI, L122-4", surface=Picture)
def licence_expired(picture: Picture) -> Iterator[Fault]:
    """Cherche les images publiées dont la licence ou la cession est finie, ou finit sous 60 jours.

    Biais : seules les images montrées par une page publiée sont en faute.

    ```toml refusé
    [images."quai.jpg"]
    author = "Camille Exemple"
    licence = "cession"
    valid_to = 2026-10-31
    alt = "Le quai"
    ```

    ```toml accepté
    [images."quai.jpg"]
    author = "Camille Exemple"
    licence = "cession"
    valid_to = 2030-12-31
    alt = "Le quai"
    ```
    """
    end = picture.entry.valid_to if picture.entry else None
    if end is None or not picture.used_by:
        return
    days = (end - picture.today).days
    if days < 0:
        found = f"le droit d’utiliser {picture.name} a pris fin le {short_date(end)}"
        remedy = "Renouvelez la cession, ou retirez l’image des pages."
        yield Fault(picture.at("valid_to"), f"{found}{picture.where_used}", remedy)
    elif days <= NOTICE_DAYS:
        found = f"le droit d’utiliser {picture.name} prend fin le {short_date(end)}"
        remedy = "Renouvelez la cession avant cette date, ou préparez une autre image."
        yield Fault(
            picture.at("valid_to"), f"{found}{picture.where_used}", remedy, severity=WARNING
        )
