from collections.abc import Iterator

from comptoir.rules import WARNING, Fault, rule
from comptoir.site.html import HtmlPage

SAYING = ("title", "aria-label", "aria-labelledby")


@rule(
    "ACC013",
    "Image décorative qui parle",
    severity=WARNING,
    basis="RGAA 1.2",
    seen="RGAA",
    surface=HtmlPage,
)
def decorative_image(page: HtmlPage) -> Iterator[Fault]:
    """Cherche les images décoratives (alt vide) qui portent pourtant un titre ou un nom.

    Biais : aucun autre moyen de savoir qu’une image est décorative n’est employé.

    ```html refusé
    <img src="/trait.png" alt="" title="Un trait">
    ```

    ```html accepté
    <img src="/trait.png" alt="">
    ```
    """
    for image in page.images:
        attributes = image.node.attributes
        hidden = (attributes.get("role") or "") in ("presentation", "none")
        if (image.alt is not None and not image.alt.strip()) or hidden:
            said = next((name for name in SAYING if (attributes.get(name) or "").strip()), "")
            if said:
                found = f"une image décorative porte un {said}"
                remedy = "Retirez-le, ou écrivez un texte de remplacement."
                yield Fault(page.place(image.node), found, remedy)
