from collections.abc import Iterator

from comptoir.rules import MISSING, WARNING, Fault, article_47, rule
from comptoir.site.html import HtmlPage, Node
from comptoir.site.names import is_hidden


@rule(
    "ACC020",
    "Titre des cadres",
    severity=WARNING,
    basis="RGAA 2.1 et 2.2",
    seen="RGAA",
    surface=HtmlPage,
    harder=article_47,
    act=("cae760",),
)
def frame_title(page: HtmlPage) -> Iterator[Fault]:
    """Cherche les cadres (iframe) sans titre.

    Biais : un cadre caché, ou hors de la navigation au clavier et d’un pixel, n’est pas lu.

    ```html refusé
    <iframe src="/carte.html"></iframe>
    ```

    ```html accepté
    <iframe src="/carte.html" title="Plan d’accès"></iframe>
    ```
    """
    for node in page.all("iframe", "frame"):
        if not page.names.of(node) and not _is_invisible(node):
            found = "un cadre n’a pas de titre"
            yield Fault(page.place(node), found, "Ajoutez title : ce qu’on y trouve.", MISSING)


def _is_invisible(node: Node) -> bool:
    attributes = node.attributes
    tiny = attributes.get("width") in ("0", "1") and attributes.get("height") in ("0", "1")
    aside = (attributes.get("role") or "") in ("presentation", "none")
    return tiny or aside or is_hidden(node)
