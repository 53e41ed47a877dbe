from collections.abc import Iterator

from comptoir.rules import WARNING, Fault, rule
from comptoir.site.access import aria, owning
from comptoir.site.html import HtmlPage, Node


@rule(
    "ACC045",
    "Rôles au mauvais contenu",
    severity=WARNING,
    basis="RGAA 7.1",
    seen="RGAA",
    surface=HtmlPage,
    act=("bc4a75",),
)
def aria_content(page: HtmlPage) -> Iterator[Fault]:
    """Cherche les listes, menus, grilles et rangées d’onglets dessinés (role="list"…) qui
    contiennent autre chose que leurs éléments.

    Biais : un contenant vide, ou qui se dit en chargement (aria-busy), n’est pas jugé.

    ```html refusé
    <div role="list"><a href="/statuts/">Statuts</a></div>
    ```

    ```html accepté
    <div role="list"><div role="listitem"><a href="/statuts/">Statuts</a></div></div>
    ```
    """
    access = page.access
    for role, node in page.with_role(aria.OWNED):
        wanted = aria.OWNED[role]
        if access.hidden(node) or access.busy(node):
            continue
        if (child := _stranger(page, node, wanted)) is not None:
            found = f"un élément de rôle {role} contient un <{child.tag}> sans le bon rôle"
            yield Fault(page.place(child), found, f"Donnez-lui le rôle {wanted[-1]}.")


def _stranger(page: HtmlPage, node: Node, wanted: tuple[str, ...]) -> Node | None:
    """Return the first thing owned that has no right to be there, groups looked into."""
    for child in owning.owned_by(page, node):
        role = page.access.role(child)
        if role not in wanted:
            return child
        if role == "group" and (inside := _stranger(page, child, wanted)) is not None:
            return inside
    return None
