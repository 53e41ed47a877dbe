import re
from collections.abc import Iterator

from comptoir.errors import Place
from comptoir.rules import MISSING, WARNING, Fault, article_47, rule
from comptoir.site.access.roles import DECORATIVE
from comptoir.site.html import HtmlPage, Node
from comptoir.site.markdown import images_in
from comptoir.site.source import SourcePage

FILE_NAME = re.compile(
    r"\S+\.(?:jpe?g|png|gif|webp|avif|svg|bmp|tiff?)|(?:img|dsc|dscn|dscf|photo|image|pict?|screenshot)"
    r"[-_ ]?\d+(?:[-_]\w+)*",
    re.IGNORECASE,
)
REMEDY = 'Dites ce que l’image apporte ; si elle n’apporte rien, écrivez alt="".'


@rule(
    "ACC012",
    "Texte de remplacement des images",
    severity=WARNING,
    basis="RGAA 1.1 et 1.3",
    seen="RGAA",
    surface=HtmlPage,
    harder=article_47,
    act=("23a2a8", "59796f"),
)
def text_alternative(page: HtmlPage) -> Iterator[Fault]:
    """Cherche les images sans texte de remplacement, ou dont le texte est un nom de fichier.

    Biais : une image vide (alt="") est tenue pour décorative ; une image cachée n’est pas lue.

    ```html refusé
    <img src="/quai.jpg">
    ```

    ```html refusé
    <img src="/quai.jpg" alt="IMG_2031.jpg">
    ```

    ```html accepté
    <img src="/quai.jpg" alt="Le quai à marée haute"> <img src="/trait.png" alt="">
    ```

    ```markdown refusé
    ![quai.jpg](/images/quai.jpg)
    ```
    """
    for node in _images(page):
        if not page.access.get(node, "alt") and _is_nameless(page, node):
            found = "une image n’a pas de texte de remplacement"
            yield Fault(page.place(node), found, REMEDY, MISSING)
    for image in page.images:
        if (
            image.alt
            and FILE_NAME.fullmatch(image.alt.strip())
            and not page.access.hidden(image.node)
        ):
            found = "le texte de remplacement d’une image est un nom de fichier"
            yield Fault(page.place(image.node), found, REMEDY)


def _images(page: HtmlPage) -> Iterator[Node]:
    yield from page.all("img")
    for node in page.all("input"):
        if page.access.get(node, "type").lower() == "image":
            yield node
    for _, node in page.with_role(("img", "image")):
        if node.tag not in ("img", "svg"):
            yield node


def _is_nameless(page: HtmlPage, node: Node) -> bool:
    access = page.access
    plain = node.tag == "img" and "alt" in access.attributes(node)
    if (plain and access.role(node) in DECORATIVE) or access.name(node) or access.hidden(node):
        return False
    return access.role(node) not in DECORATIVE or (
        node.tag == "input" and not access.explicit(node)
    )


@text_alternative.on(SourcePage)
def in_source(page: SourcePage) -> Iterator[Fault]:
    for image in images_in(page.body):
        if FILE_NAME.fullmatch(image.alt.strip()):
            at = Place(page.path, page.body_line + image.line - 1)
            found = "le texte de remplacement d’une image est un nom de fichier"
            yield Fault(at, found, "Dites ce que l’image montre : ![Le quai](/images/quai.jpg).")
