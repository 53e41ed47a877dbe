from collections.abc import Iterator

from comptoir.rules import MISSING, WARNING, Fault, rule
from comptoir.site.blocks import HEADINGS
from comptoir.site.html import HtmlPage, Node


@rule(
    "ACC031",
    "Titres vides",
    severity=WARNING,
    basis="RGAA 9.1",
    seen="RGAA",
    surface=HtmlPage,
    act=("ffd0e9",),
)
def heading_name(page: HtmlPage) -> Iterator[Fault]:
    """Cherche les titres (h1 à h6, ou role="heading") qu’une voix de synthèse lirait vides.

    Biais : un titre caché à tous n’est pas lu ; le texte d’une image dans le titre suffit.

    ```html refusé
    <h1>Contact</h1> <h2><span hidden>Horaires</span></h2>
    ```

    ```html refusé
    <div role="heading" aria-level="2"></div>
    ```

    ```html accepté
    <h1><img src="/logo.png" alt="La Halte"></h1> <h2 hidden></h2> <h3 role="presentation"></h3>
    ```
    """
    access = page.access
    veiled = page.veiled
    doubtful = (each.node for each in page.headings if not each.text or each.node.mem_id in veiled)
    for node in (*doubtful, *_told(page)):
        if not access.has_name(node) and access.role(node) == "heading" and not access.hidden(node):
            found = f"un titre <{node.tag}> est vide"
            yield Fault(page.place(node), found, "Écrivez-le, ou retirez-le.", MISSING)


def _told(page: HtmlPage) -> list[Node]:
    return [node for _, node in page.with_role(("heading",)) if node.tag not in HEADINGS]
