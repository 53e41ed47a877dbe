from collections.abc import Iterator

from comptoir.rules import WARNING, Fault, rule
from comptoir.site.access import aria
from comptoir.site.html import HtmlPage, Node

# Attributes that ARIA in HTML allows on elements whose role does not tell (§ 4).
_BY_ELEMENT = {
    "input": frozenset(("aria-required", "aria-readonly", "aria-placeholder", "aria-checked")),
    "summary": frozenset(("aria-disabled", "aria-haspopup", "aria-expanded")),
}


@rule(
    "ACC035",
    "Attributs ARIA à leur place",
    severity=WARNING,
    basis="RGAA 7.1",
    seen="RGAA",
    surface=HtmlPage,
    act=("5c01ea",),
)
def aria_permitted(page: HtmlPage) -> Iterator[Fault]:
    """Cherche les états et propriétés ARIA que le rôle de l’élément ne prend pas : aria-checked sur
    un bouton, aria-label sur un simple <span>.

    Biais : ce qu’ARIA 1.2 déconseille sans l’interdire est laissé.

    ```html refusé
    <button aria-checked="true">Son</button>
    ```

    ```html refusé
    <span aria-label="Téléphone">02</span>
    ```

    ```html accepté
    <button aria-pressed="true">Son</button> <nav aria-label="Principale"></nav>
    ```
    """
    access = page.access
    for node in page.stated:
        names = [name for name in access.attributes(node) if name in aria.VALUES]
        wrong = [name for name in names if not _is_permitted(page, node, name)]
        if wrong and not access.hidden(node):
            found = f"{wrong[0]} n’a pas d’effet permis sur <{node.tag}>"
            yield Fault(page.place(node), found, "Retirez-le, ou donnez à l’élément le bon rôle.")


def _is_permitted(page: HtmlPage, node: Node, name: str) -> bool:
    if name in aria.GLOBAL and name not in aria.NAMING:
        return True
    role, tag = page.access.role(node), node.tag or ""
    if name in aria.NAMING and not page.access.get(node, name):
        return True
    if not role:
        if name in _BY_ELEMENT.get(tag, ()):
            return True
        return name in aria.GLOBAL
    return aria.allows(role, name) or name in _BY_ELEMENT.get(tag, ())
