from collections.abc import Iterator

from comptoir.rules import WARNING, Fault, rule
from comptoir.site.access import aria, owning
from comptoir.site.html import HtmlPage
from comptoir.text import french_list


@rule(
    "ACC044",
    "Rôles hors de leur place",
    severity=WARNING,
    basis="RGAA 7.1",
    seen="RGAA",
    surface=HtmlPage,
    act=("ff89c9",),
)
def aria_structure(page: HtmlPage) -> Iterator[Fault]:
    """Cherche les éléments dont le rôle ne vaut que dans un autre : un élément de liste hors d’une
    liste, un onglet hors d’une rangée d’onglets.

    Biais : les éléments qui ne disent rien (div, span) sont traversés ; aria-owns est suivi.

    ```html refusé
    <div role="listitem">Statuts</div>
    ```

    ```html accepté
    <div role="list"><div><div role="listitem">Statuts</div></div></div>
    ```
    """
    access = page.access
    for role, node in page.with_role(aria.CONTEXT):
        wanted = aria.CONTEXT[role]
        if access.implicit(node) == role or access.hidden(node):
            continue
        owner = owning.owner_of(page, node)
        if owner is None or access.role(owner) not in wanted:
            found = f"un élément de rôle {role} n’est pas dans {french_list(wanted, last='ou')}"
            yield Fault(page.place(node), found, "Donnez ce rôle à l’élément qui l’entoure.")
