from collections.abc import Iterator

from comptoir.rules import WARNING, Fault, rule
from comptoir.site.html import HtmlPage


@rule(
    "ACC043",
    "Identifiants cités",
    severity=WARNING,
    basis="RGAA 7.1",
    seen="RGAA",
    surface=HtmlPage,
    act=("in6db8",),
)
def aria_references(page: HtmlPage) -> Iterator[Fault]:
    """Cherche les listes déroulantes ouvertes et les ascenseurs dessinés qui disent commander
    (aria-controls) un élément que la page n’a pas.

    Biais : un script peut ajouter l’élément plus tard ; une liste fermée n’est donc pas jugée.

    ```html refusé
    <div role="combobox" aria-expanded="true" aria-controls="villes" tabindex="0">Redon</div>
    ```

    ```html accepté
    <div role="combobox" aria-expanded="true" aria-controls="villes" tabindex="0">Redon</div>
    <ul id="villes" role="listbox"></ul>
    ```
    """
    access = page.access
    for node, _ in page.elements.having("aria-controls"):
        role = access.role(node)
        opened = role == "combobox" and access.get(node, "aria-expanded") == "true"
        if not opened and role != "scrollbar":
            continue
        if not any(page.by_id(name) for name in access.get(node, "aria-controls").split()):
            found = f"un élément de rôle {role} commande un élément qui n’existe pas"
            yield Fault(page.place(node), found, "Corrigez l’identifiant d’aria-controls.")
