from collections.abc import Iterator

from comptoir.rules import WARNING, Fault, rule
from comptoir.site.access.roles import DECORATIVE
from comptoir.site.html import HtmlPage, Node


@rule(
    "ACC013",
    "Image décorative qui parle",
    severity=WARNING,
    basis="RGAA 1.2",
    seen="RGAA",
    surface=HtmlPage,
    act=("46ca7f",),
)
def decorative_image(page: HtmlPage) -> Iterator[Fault]:
    """Cherche ce qui est marqué décoratif (alt vide, role="none") et qu’une voix de synthèse lit
    pourtant : un nom ou un état lui est donné, ou le clavier s’y arrête.

    Biais : aucun autre moyen de savoir qu’une image est décorative n’est employé.

    ```html refusé
    <img src="/trait.png" alt="" aria-label="Un trait">
    ```

    ```html refusé
    <img src="/trait.png" alt="" tabindex="0">
    ```

    ```html accepté
    <img src="/trait.png" alt=""> <img src="/plan.png" alt="" aria-hidden="true">
    ```
    """
    access = page.access
    for node in (*page.all("img"), *_others(page)):
        if access.decorative(node) and access.get(node, "title") and not access.hidden(node):
            found = "une image décorative porte un title"
            yield Fault(page.place(node), found, "Retirez-le, ou écrivez un texte de remplacement.")
        elif (
            access.decorative(node)
            and access.role(node) not in DECORATIVE
            and not access.hidden(node)
        ):
            found = f"un élément <{node.tag}> décoratif est lu quand même"
            remedy = "Retirez ce qui le nomme ou le rend atteignable, ou dites ce qu’il apporte."
            yield Fault(page.place(node), found, remedy)


def _others(page: HtmlPage) -> list[Node]:
    return [node for _, node in page.with_role(DECORATIVE) if node.tag != "img"]
