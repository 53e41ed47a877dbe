from collections.abc import Iterator

from comptoir.errors import Place
from comptoir.rules import INFO, MISSING, Fault, rule
from comptoir.site.built import HtmlSite
from comptoir.site.page_facts import PageFacts
from comptoir.site.source import PageKind, SourcePage

SHORT, LONG = 50, 180


@rule("SEO002", "Description des pages", severity=INFO, basis="usage des moteurs", surface=HtmlSite)
def description(site: HtmlSite) -> Iterator[Fault]:
    """Cherche les pages sans description, ou dont la description est celle d’une autre.

    Biais : une information seulement ; les pages hors index ne comptent pas.

    ```projet refusé
    === index.html
    <h1>Accueil</h1>
    ```

    ```projet accepté
    === index.html
    <!doctype html><html lang="fr"><head><title>Atelier</title>
    <meta name="description" content="Un atelier de réparation ouvert à tous, le samedi à Rennes.">
    </head><body><h1>Accueil</h1></body></html>
    ```
    """
    first: dict[str, PageFacts] = {}
    for page in site.whole_pages:
        if page.noindex:
            continue
        if not page.description:
            found = "la page n’a pas de description"
            yield Fault(site.place(page), found, "Ajoutez-la (summary, en Markdown).", MISSING)
            continue
        same = first.setdefault(page.description, page)
        if same is not page:
            found = f"cette description est aussi celle de {same.shown}"
            yield Fault(site.place(page, "description"), found, "Décrivez cette page-ci.")


@description.on(SourcePage)
def in_source(page: SourcePage) -> Iterator[Fault]:
    size = len(page.meta.summary)
    if page.kind is not PageKind.CAMPAIGN and not SHORT <= size <= LONG:
        long = "court" if size < SHORT else "long"
        at = Place(page.path, page.lines.get("summary", 1), "summary")
        found = f"le résumé est {long} ({size} caractères)"
        yield Fault(at, found, "Visez 70 à 160 caractères.", severity=INFO)
