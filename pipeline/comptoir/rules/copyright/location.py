from collections.abc import Iterator

from comptoir.errors import Place
from comptoir.rules import WARNING, Fault, rule
from comptoir.rules.surfaces import Picture
from comptoir.site.built import HtmlSite

REMEDY = "Retirez la position GPS, et gardez l’auteur et le crédit."


@rule(
    "IMG010",
    "Position dans une photo",
    severity=WARNING,
    basis="RGPD, art. 5.1.c et 25",
    surface=HtmlSite,
)
def location(site: HtmlSite) -> Iterator[Fault]:
    """Cherche les photos publiées dont les métadonnées disent où elles ont été prises.

    Biais : l’en-tête EXIF seul est lu (JPEG, PNG, WebP) ; l’auteur et le crédit doivent rester.

    ```projet refusé
    === index.html
    <h1>Accueil</h1>
    === images/quai.jpg
    gps
    ```

    ```projet accepté
    === index.html
    <h1>Accueil</h1>
    === images/quai.jpg
    octets 40000
    ```
    """
    for file in site.files.values():
        if file.located:
            found = "cette photo dit où elle a été prise"
            yield Fault(Place(file.shown), found, REMEDY)


@location.on(Picture)
def in_source(picture: Picture) -> Iterator[Fault]:
    if picture.located:
        found = f"l’image {picture.name} dit où elle a été prise"
        yield Fault(Place(picture.path), found, REMEDY)
