from collections.abc import Iterator

from comptoir.rules import WARNING, Fault, rule
from comptoir.site.access import aria
from comptoir.site.html import HtmlPage, Node

HOLDING = ("button", "summary")


@rule(
    "ACC042",
    "Commande dans une commande",
    severity=WARNING,
    basis="RGAA 7.1 et 8.2",
    seen="RGAA",
    surface=HtmlPage,
    act=("307n5z",),
)
def focus_in_leaf(page: HtmlPage) -> Iterator[Fault]:
    """Cherche, dans un bouton, une case, un onglet ou une image, un lien ou un champ : les lecteurs
    d’écran ne le voient pas, alors que le clavier s’y arrête.

    Biais : ce que les styles de la page effacent n’est pas atteint.

    ```html refusé
    <button>Panier <a href="/panier/">voir</a></button>
    ```

    ```html accepté
    <a href="/panier/"><img src="/panier.png" alt="Panier"></a> <button>Vider</button>
    ```
    """
    for node in _leaves(page):
        for inside in node.traverse():
            if inside.mem_id != node.mem_id and page.access.in_tab_order(inside):
                found = f"un <{inside.tag}> que le clavier atteint est dans un <{node.tag}>"
                yield Fault(page.place(inside), found, "Sortez-le de là.")
                break


def _leaves(page: HtmlPage) -> Iterator[Node]:
    access = page.access
    for node in page.all("button"):
        if node.first_child is not None and access.role(node) in aria.LEAVES:
            yield node
    for _, node in page.with_role(aria.LEAVES):
        if node.tag != "button":
            yield node
