from collections.abc import Iterator

from comptoir.rules import INFO, WARNING, Fault, rule
from comptoir.site.built import HtmlSite
from comptoir.site.page_facts import PageFacts

SHORT, LONG = 10, 70


@rule(
    "SEO001",
    "Titres des pages",
    severity=WARNING,
    basis="usage des moteurs ; RGAA 8.5 et 8.6",
    surface=HtmlSite,
)
def page_title(site: HtmlSite) -> Iterator[Fault]:
    """Cherche les titres que plusieurs pages partagent, et ceux qui sont trop courts ou trop longs.

    Biais : les pages hors index ne sont pas comparées ; la longueur n’est qu’une information.

    ```projet refusé
    === index.html
    <h1>Accueil</h1>
    === contact/index.html
    <h1>Contact</h1>
    ```

    ```projet accepté
    === index.html
    <!doctype html><html lang="fr"><head><title>Atelier de réparation</title></head>
    <body><h1>Accueil</h1></body></html>
    === contact/index.html
    <!doctype html><html lang="fr"><head><title>Contact et horaires</title></head>
    <body><h1>Contact</h1></body></html>
    ```
    """
    first: dict[str, PageFacts] = {}
    for page in site.whole_pages:
        if page.noindex:
            continue
        same = first.setdefault(f"{page.lang} {page.title}", page)
        if same is not page:
            yield Fault(
                site.place(page, "<title"),
                f"ce titre est aussi celui de {same.shown}",
                "Donnez à chaque page un titre qui dit ce qu’on y trouve.",
            )
        if not SHORT <= len(page.title) <= LONG:
            size = "court" if len(page.title) < SHORT else "long"
            found = f"le titre de la page est {size} ({len(page.title)} caractères)"
            remedy = f"Visez {SHORT} à {LONG} caractères."
            yield Fault(site.place(page, "<title"), found, remedy, severity=INFO)
