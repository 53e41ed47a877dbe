from collections.abc import Iterator

from comptoir.errors import Place
from comptoir.rules import INFO, WARNING, Fault, rule
from comptoir.site.built import HtmlSite
from comptoir.site.html import HtmlPage
from comptoir.site.links import Where

BUDGET = 300_000  # bytes
SCALABLE = (".svg",)


@rule(
    "SEO011",
    "Poids des images",
    severity=WARNING,
    basis="usage (Core Web Vitals)",
    surface=HtmlSite,
)
def image_weight(site: HtmlSite) -> Iterator[Fault]:
    """Cherche les images de plus de 300 ko montrées par une page, et celles dont la page ne donne
    pas les dimensions.

    Biais : une image à télécharger (lien) ne compte pas ; les dimensions ne donnent qu’une
    information.

    ```projet refusé
    === index.html
    <h1>Accueil</h1> <img src="/quai.jpg" alt="Le quai" width="800" height="600">
    === quai.jpg
    octets 900000
    ```

    ```html refusé
    <img src="/quai.jpg" alt="Le quai">
    ```

    ```projet accepté
    === index.html
    <h1>Accueil</h1> <img src="/quai.jpg" alt="Le quai" width="800" height="600">
    === quai.jpg
    octets 90000
    ```
    """
    shown = set()
    for page in site.pages:
        for source in page.images:
            target = site.resolve(source, page)
            if target.where is Where.INSIDE:
                shown.add(site.addresses.get(target.path, ""))
    for path in sorted(shown):
        file = site.files.get(path)
        if file is not None and file.size > BUDGET and not path.lower().endswith(".pdf"):
            found = f"cette image pèse {file.size // 1000} ko"
            remedy = f"Réduisez-la sous {BUDGET // 1000} ko (WebP ou AVIF)."
            yield Fault(Place(file.shown), found, remedy)


@image_weight.on(HtmlPage)
def without_size(page: HtmlPage) -> Iterator[Fault]:
    for image in page.images:
        attributes = image.node.attributes
        sized = "width" in attributes and "height" in attributes
        styled = "width" in (attributes.get("style") or "")
        if image.src and not sized and not styled and not image.src.endswith(SCALABLE):
            found = "les dimensions d’une image ne sont pas données"
            remedy = "Écrivez width et height : la page ne sautera plus au chargement."
            yield Fault(page.place(image.node), found, remedy, severity=INFO)
