import re
from collections.abc import Iterator

from comptoir.rules import WARNING, Fault, rule
from comptoir.site.access import aria
from comptoir.site.html import HtmlPage, Node

ROLES = aria.WIDGETS & aria.FROM_CONTENT
ICONS = re.compile(
    r"\b(?:material[- ](?:icons|symbols)|font ?awesome|fa[srlbd]?|bi|glyphicon|\w*icons?)\b", re.I
)
SIGNS = re.compile(r"[^\w\s]+|_+")
SKIPPED = frozenset(("script", "style", "template"))


@rule(
    "ACC049",
    "Intitulé visible et nom",
    severity=WARNING,
    basis="RGAA 6.1 et 11.9",
    seen="RGAA",
    surface=HtmlPage,
    act=("2ee8b8",),
)
def label_in_name(page: HtmlPage) -> Iterator[Fault]:
    """Cherche les liens et boutons dont le nom (aria-label, aria-labelledby) ne contient pas les
    mots que l’on voit : la commande vocale ne les trouve pas.

    Biais : ponctuation, casse, lettre seule (« × », « X ») et polices d’icônes ne comptent pas.

    ```html refusé
    <a href="/panier/" aria-label="Continuer">Voir le panier</a>
    ```

    ```html accepté
    <a href="/panier/" aria-label="Voir le panier de dons">Voir le panier</a>
    <button aria-label="Fermer">×</button>
    ```
    """
    access = page.access
    for node in page.stated:
        attributes = access.attributes(node)
        if not ("aria-label" in attributes or "aria-labelledby" in attributes):
            continue
        if access.role(node) not in ROLES or access.off_screen(node):
            continue
        seen = _words(" ".join(_visible(page, node)))
        named = _words(access.name(node))
        if named and len(seen) > 1 and not _is_icon(page, node) and f" {seen} " not in f" {named} ":
            found = "un nom caché ne contient pas l’intitulé visible"
            yield Fault(page.place(node), found, "Commencez aria-label par les mots affichés.")


def _is_icon(page: HtmlPage, node: Node) -> bool:
    return bool(
        ICONS.search(page.access.get(node, "class"))
        or ICONS.search(page.access.styled(node, "font-family"))
    )


def _words(text: str) -> str:
    return " ".join(SIGNS.sub(" ", text.casefold()).split())


def _visible(page: HtmlPage, node: Node) -> Iterator[str]:
    for child in node.iter(include_text=True):
        tag = child.tag or ""
        if tag == "-text":
            yield child.text_content or ""
        elif child.is_element_node and tag not in SKIPPED and _is_text(page, child):
            yield from _visible(page, child)


def _is_text(page: HtmlPage, node: Node) -> bool:
    return not page.access.unseen(node) and not _is_icon(page, node)
