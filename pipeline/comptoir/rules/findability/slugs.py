import re
from collections.abc import Iterator

from comptoir.rules import INFO, WARNING, Fault, rule
from comptoir.site.built import HtmlSite

ODD = re.compile(r"[A-Z\s]|[^\x00-\x7f]|%[0-9A-Fa-f]{2}")


@rule(
    "SEO012",
    "Adresses",
    severity=WARNING,
    basis="constat : l’adresse de la page",
    surface=HtmlSite,
)
def slugs(site: HtmlSite) -> Iterator[Fault]:
    """Cherche les adresses de pages avec des espaces, des accents ou des majuscules.

    Biais : une majuscule seule n’est qu’une information ; une adresse déjà publiée ne se change
    qu’avec une redirection.

    ```projet refusé
    === événements.html
    <h1>Nos ateliers</h1> <a href="/">Accueil</a>
    ```

    ```projet accepté
    === nos-ateliers.html
    <h1>Nos ateliers</h1> <a href="/">Accueil</a>
    ```
    """
    for page in site.whole_pages:
        found = ODD.search(page.path)
        if found:
            only_capitals = not ODD.search(page.path.lower())
            yield Fault(
                site.place(page),
                "l’adresse de la page a des espaces, des accents ou des majuscules",
                "Employez des minuscules sans accent et des traits d’union, et redirigez.",
                severity=INFO if only_capitals else None,
            )
