from collections.abc import Iterator

from comptoir.rules import MISSING, WARNING, Fault, rule
from comptoir.site.html import HtmlPage

ROLES = frozenset(("img", "image", "graphics-document", "graphics-symbol"))
MEDIA = ("image/", "audio/", "video/")
FILES = (
    ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg", ".bmp", ".mp3", ".ogg", ".wav",
    ".mp4", ".webm", ".m4a", ".m4v", ".mov",
)  # fmt: skip


@rule(
    "ACC033",
    "Dessins et objets sans nom",
    severity=WARNING,
    basis="RGAA 1.1",
    seen="RGAA",
    surface=HtmlPage,
    act=("7d6734", "8fc3b6"),
)
def drawing_name(page: HtmlPage) -> Iterator[Fault]:
    """Cherche les dessins vectoriels (svg) annoncés comme images et les images, sons ou films
    insérés par <object>, sans nom.

    Biais : un svg sans rôle n’est pas jugé ; aria-label, aria-labelledby et title sont acceptés.

    ```html refusé
    <svg role="img" viewBox="0 0 1 1"><path d="M0 0"/></svg>
    ```

    ```html refusé
    <object data="/plan.png"></object>
    ```

    ```html accepté
    <svg role="img" viewBox="0 0 1 1"><title>Plan du quai</title></svg>
    <svg aria-hidden="true"></svg> <object title="Le plan" data="/plan.png"></object>
    ```
    """
    access = page.access
    for _, node in page.with_role(ROLES):
        drawn = _is_vector(node.tag or "")
        if drawn and not access.name(node) and not access.hidden(node):
            yield Fault(page.place(node), "un dessin n’a pas de nom", "Ajoutez <title>.", MISSING)
    for node in page.all("object"):
        kind, data = access.get(node, "type").lower(), access.get(node, "data").lower()
        shown = kind.startswith(MEDIA) or data.partition("?")[0].endswith(FILES)
        if (
            shown
            and not access.explicit(node)
            and not access.name(node)
            and not access.hidden(node)
        ):
            yield Fault(
                page.place(node), "un objet inséré n’a pas de nom", "Ajoutez title.", MISSING
            )


def _is_vector(tag: str) -> bool:
    return tag in ("svg", "g", "path", "circle", "rect", "ellipse", "line", "polygon", "polyline",
                   "text", "use", "symbol")  # fmt: skip
