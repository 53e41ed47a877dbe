from collections.abc import Iterator

from comptoir.rules import WARNING, Fault, rule
from comptoir.site.html import HtmlPage


@rule(
    "ACC036",
    "Rôles qui n’existent pas",
    severity=WARNING,
    basis="RGAA 7.1 et 8.2",
    seen="RGAA",
    surface=HtmlPage,
    act=("674b10",),
)
def aria_roles(page: HtmlPage) -> Iterator[Fault]:
    """Cherche les rôles (role="…") qu’aucune norme ne connaît.

    Biais : un seul rôle connu parmi plusieurs suffit, les navigateurs prennent le premier.

    ```html refusé
    <div role="bouton">Fermer</div>
    ```

    ```html accepté
    <div role="button" tabindex="0">Fermer</div> <p role="">Texte</p>
    ```
    """
    access = page.access
    for _, node in page.with_role(("",)):
        written = access.get(node, "role")
        if written and not access.hidden(node):
            found = f"le rôle « {written[:40]} » n’existe pas"
            yield Fault(page.place(node), found, "Corrigez-le (WAI-ARIA 1.2), ou retirez-le.")
