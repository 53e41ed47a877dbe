from collections.abc import Iterator

from comptoir.errors import Place
from comptoir.rules import WARNING, Fault, kinds, rule
from comptoir.settings.organisation import Kind
from comptoir.site.built import HtmlSite


@rule(
    "PUB003",
    "Une seule langue étrangère",
    severity=WARNING,
    basis="loi 94-665, art. 4",
    surface=HtmlSite,
    applies=kinds(Kind.PUBLIC_BODY),
)
def translations(site: HtmlSite) -> Iterator[Fault]:
    """Cherche les sites d’organismes publics traduits dans une seule langue étrangère.

    Les traductions d’une personne publique se font dans deux langues au moins. Le breton, le basque
    et les autres langues régionales ne sont pas étrangères.

    Biais : la langue est celle que chaque page déclare.

    ```projet refusé profil=public-body
    === index.html
    <!doctype html><html lang="fr"><head><title>Mairie</title></head><body><h1>Mairie</h1></body>
    === en/index.html
    <!doctype html><html lang="en"><head><title>Town</title></head><body><h1>Town</h1></body>
    ```

    ```projet accepté profil=public-body
    === index.html
    <!doctype html><html lang="fr"><head><title>Mairie</title></head><body><h1>Mairie</h1></body>
    === br/index.html
    <!doctype html><html lang="br"><head><title>Ti-kêr</title></head><body><h1>Ti-kêr</h1></body>
    ```
    """
    ours = {"", "fr", "br", "eu", "co", "oc", "ca", "gsw", "frp", "gcf", "rcf", "gcr", "wls", "ty"}
    found = {page.lang.lower().partition("-")[0] for page in site.whole_pages} - ours
    if len(found) == 1:
        where = site.place(site.home) if site.home else Place(site.folder)
        yield Fault(
            where,
            "le site est traduit dans une seule langue étrangère",
            "Ajoutez une deuxième langue étrangère, ou retirez la traduction.",
        )
