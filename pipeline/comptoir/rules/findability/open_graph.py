from collections.abc import Iterator

from comptoir.rules import INFO, Fault, rule
from comptoir.site.html import HtmlPage
from comptoir.text import french_list

WANTED = ("og:title", "og:image", "og:url")


@rule(
    "SEO010",
    "Aperçu de partage incomplet",
    severity=INFO,
    basis="protocole Open Graph",
    surface=HtmlPage,
)
def open_graph(page: HtmlPage) -> Iterator[Fault]:
    """Cherche les pages qui commencent un aperçu de partage (Open Graph) sans le finir.

    Une page sans aucun de ces éléments n’est pas en faute.

    Biais : les valeurs ne sont pas jugées, sauf une image d’adresse relative.

    ```html refusé
    <!doctype html><html lang="fr"><head><title>A</title>
    <meta property="og:image" content="/a.png"><meta property="og:title" content="A"></head>
    <body><h1>A</h1></body></html>
    ```

    ```html accepté
    <h1>Accueil</h1>
    ```
    """
    if not any(name.startswith("og:") for name in page.metas):
        return
    if "og:title" not in page.metas:
        at = page.place(page.first("head"))
        found = f"l’aperçu de partage n’a pas {french_list(['og:title'])}"
        yield Fault(at, found, "Complétez-le, ou retirez-le.")
    image = page.meta("og:image")
    if image and not image.startswith(("http://", "https://")):
        found = "l’image de l’aperçu de partage n’a pas une adresse entière"
        at = page.place(page.first("head"))
        yield Fault(at, found, "Écrivez son adresse avec https://.")
