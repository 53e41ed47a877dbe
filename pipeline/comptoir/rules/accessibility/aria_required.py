from collections.abc import Iterator

from comptoir.rules import MISSING, WARNING, Fault, rule
from comptoir.site.access import aria
from comptoir.site.html import HtmlPage, Node
from comptoir.text import french_list


@rule(
    "ACC037",
    "Rôles incomplets",
    severity=WARNING,
    basis="RGAA 7.1",
    seen="RGAA",
    surface=HtmlPage,
    act=("4e8ab6",),
)
def incomplete_roles(page: HtmlPage) -> Iterator[Fault]:
    """Cherche les éléments dont le rôle demande un état qu’ils ne disent pas : une case à cocher
    dessinée sans aria-checked.

    Biais : un état que l’élément a par lui-même (une case native) n’a pas à être redit.

    ```html refusé
    <div role="checkbox" tabindex="0" aria-label="Je viens"></div>
    ```

    ```html accepté
    <div role="checkbox" tabindex="0" aria-label="Je viens" aria-checked="false"></div>
    ```
    """
    access = page.access
    for role, node in page.with_role((*aria.REQUIRED, "separator")):
        missing = [n for n in _needed(page, node, role) if not access.get(node, n)]
        if missing and not _tells_by_itself(page, node, role) and not access.hidden(node):
            found = f"un élément de rôle {role} ne dit pas {french_list(missing)}"
            yield Fault(page.place(node), found, "Ajoutez l’état, tenu à jour par script.", MISSING)


def _needed(page: HtmlPage, node: Node, role: str) -> tuple[str, ...]:
    """Return what a role needs; a separator that takes the focus is a cursor."""
    if role == "separator":
        return ("aria-valuenow",) if page.access.focusable(node) else ()
    if role == "combobox" and page.access.get(node, "aria-expanded") == "true":
        return ("aria-expanded", "aria-controls")
    return aria.REQUIRED.get(role, ())


def _tells_by_itself(page: HtmlPage, node: Node, role: str) -> bool:
    kind = page.access.get(node, "type").lower() if node.tag == "input" else ""
    same = page.access.implicit(node) == role
    return same or (kind == "checkbox" and role in ("switch", "menuitemcheckbox"))
