from collections.abc import Iterator

from comptoir.law.languages import is_known
from comptoir.rules import WARNING, Fault, rule
from comptoir.site.html import HtmlPage, Node

TEXTS = ("title", "alt", "aria-label", "placeholder")


@rule(
    "ACC040",
    "Langue d’un passage",
    severity=WARNING,
    basis="RGAA 8.8",
    seen="RGAA",
    surface=HtmlPage,
    act=("de46e4",),
)
def passage_language(page: HtmlPage) -> Iterator[Fault]:
    """Cherche les passages dont la langue (lang) n’existe pas.

    Biais : un passage sans texte n’est pas jugé ; trois lettres sont crues, sauf quand deux
    suffisent (« fra » pour « fr »).

    ```html refusé
    <p lang="anglais">Come as you are.</p>
    ```

    ```html accepté
    <p lang="en-GB">Come as you are.</p> <p lang="zz"></p>
    ```
    """
    for node, written in page.elements.having("lang"):
        if node.tag == "html":
            continue  # the language of the page is another rule
        if written and not is_known(written) and _speaks(page, node):
            found = f"la langue « {written.strip()[:20]} » d’un passage n’existe pas"
            yield Fault(page.place(node), found, 'Écrivez son code : lang="en", lang="br"…')


def _speaks(page: HtmlPage, node: Node) -> bool:
    """Say whether some text takes its language from this element."""
    if page.access.unseen(node) and page.access.hidden(node):
        return False
    for child in node.iter(include_text=True):
        tag = child.tag or ""
        if tag == "-text":
            if (child.text_content or "").strip():
                return True
        elif child.is_element_node and tag not in ("script", "style", "template"):
            attributes = page.access.attributes(child)
            if attributes.get("lang"):
                continue
            if _speaks(page, child):
                return True
    return any(page.access.get(node, name) for name in TEXTS)
