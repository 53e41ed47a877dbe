from collections.abc import Iterator

from comptoir.rules import ERROR, Fault, rule
from comptoir.site.calls import StyleSheet
from comptoir.site.html import HtmlPage
from comptoir.site.styles import loads

LOCAL = ("http://localhost", "http://127.0.0.1", "http://[::1]")
REMEDY = "Écrivez l’adresse en https, ou copiez le fichier dans le site."


@rule("SEO014", "Contenu chargé en clair", severity=ERROR, basis="RGPD, art. 32", surface=HtmlPage)
def mixed_content(page: HtmlPage) -> Iterator[Fault]:
    """Cherche les images, scripts et styles chargés en http : ils se lisent et s’altèrent en route,
    et les navigateurs les bloquent.

    Biais : un lien en http n’est pas un chargement ; un espace de noms (xmlns) non plus.

    ```html refusé
    <img src="http://images.exemple.example.org/quai.jpg" alt="Le quai">
    ```

    ```html accepté
    <a href="http://vieux-site.example.org/">Un vieux site</a>
    <svg xmlns="http://www.w3.org/2000/svg" aria-hidden="true"></svg>
    ```
    """
    if not page.mentions("http://"):
        return
    for resource in page.resources:
        if resource.url.startswith("http://") and not resource.url.startswith(LOCAL):
            found = "un fichier est chargé en clair (http)"
            yield Fault(page.place(resource.node), found, REMEDY)


@mixed_content.on(StyleSheet)
def in_sheet(sheet: StyleSheet) -> Iterator[Fault]:
    for load in loads(sheet.text) if "http://" in sheet.text else ():
        if load.url.startswith("http://") and not load.url.startswith(LOCAL):
            found = "une feuille de style charge un fichier en clair (http)"
            yield Fault(sheet.place(load.offset), found, REMEDY)
