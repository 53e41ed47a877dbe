from collections.abc import Iterator

from comptoir.rules import WARNING, Fault, rule
from comptoir.site.built import HtmlSite
from comptoir.site.links import Where
from comptoir.site.page_facts import PageFacts


@rule("SEO003", "Adresse canonique", severity=WARNING, basis="usage des moteurs", surface=HtmlSite)
def canonical(site: HtmlSite) -> Iterator[Fault]:
    """Cherche les adresses canoniques relatives, doubles, en http, ou qui ne mènent à rien.

    Biais : une page sans adresse canonique n’est pas en faute ; une adresse d’un autre hôte est
    acceptée.

    ```projet refusé
    === index.html
    <!doctype html><html lang="fr"><head><title>Atelier</title><link rel="canonical" href="/">
    </head><body><h1>Accueil</h1></body></html>
    ```

    ```projet accepté
    === index.html
    <!doctype html><html lang="fr"><head><title>Atelier</title>
    <link rel="canonical" href="https://www.exemple.example.org/"></head>
    <body><h1>Accueil</h1></body></html>
    ```
    """
    for page in site.whole_pages:
        for found, remedy in _faults(site, page):
            yield Fault(site.place(page, "canonical"), found, remedy)


def _faults(site: HtmlSite, page: PageFacts) -> Iterator[tuple[str, str]]:
    if len(set(page.canonicals)) > 1:
        yield "la page a plusieurs adresses canoniques", "N’en gardez qu’une."
        return
    for href in page.canonicals[:1]:
        target = site.resolve(href, page)
        if not href.startswith(("https://", "http://")):
            yield (
                "l’adresse canonique n’est pas complète",
                "Écrivez-la avec https:// et le domaine.",
            )
        elif href.startswith("http://") and "localhost" not in href:
            yield "l’adresse canonique est en http", "Écrivez-la en https."
        elif target.where is Where.INSIDE and not site.serves(target.path):
            yield "l’adresse canonique ne mène à aucune page", "Corrigez-la."
