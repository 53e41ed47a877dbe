from collections.abc import Iterator

from comptoir.rules import MISSING, WARNING, Fault, article_47, rule
from comptoir.site.html import HtmlPage, Node


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
        if not page.access.name(node) and not _is_invisible(page, node):
            found = "un cadre n’a pas de titre"
            yield Fault(page.place(node), found, "Ajoutez title : ce qu’on y trouve.", MISSING)


def _is_invisible(page: HtmlPage, node: Node) -> bool:
    access = page.access
    tiny = access.get(node, "width") in ("0", "1") and access.get(node, "height") in ("0", "1")
    rank = access.tabindex(node)
    unreached = rank is not None and rank < 0
    return tiny or unreached or access.decorative(node) or access.hidden(node)
