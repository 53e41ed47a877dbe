import re
from collections.abc import Iterator

from comptoir.rules import WARNING, Fault, rule
from comptoir.site.html import HtmlPage, Node


@rule(
    "ACC041",
    "Focus dans ce qui est caché",
    severity=WARNING,
    basis="RGAA 10.8",
    seen="RGAA",
    surface=HtmlPage,
    act=("6cfa84",),
)
def hidden_focus(page: HtmlPage) -> Iterator[Fault]:
    """Cherche, dans ce qui est caché aux lecteurs d’écran (aria-hidden), les liens, boutons et
    champs que le clavier atteint encore.

    Biais : ce que les styles de la page effacent n’est pas atteint ; un élément dont un script de
    la page nomme l’identifiant et écoute le focus est laissé : c’est une sentinelle.

    ```html refusé
    <div aria-hidden="true"><a href="/contact/">Contact</a></div>
    ```

    ```html accepté
    <div aria-hidden="true"><a href="/contact/" tabindex="-1">Contact</a></div>
    ```
    """
    looked_into: set[int] = set()
    for node, hides in page.elements.having("aria-hidden"):
        if hides != "true" or node.mem_id in looked_into:
            continue
        for inside in node.traverse():
            looked_into.add(inside.mem_id)
            if page.access.in_tab_order(inside) and not _is_sentinel(page, inside):
                found = f"le clavier atteint un <{inside.tag}> caché par aria-hidden"
                remedy = 'Retirez aria-hidden, ou ajoutez tabindex="-1".'
                yield Fault(page.place(inside), found, remedy)
                break


def _is_sentinel(page: HtmlPage, node: Node) -> bool:
    """Say whether a script sends the focus elsewhere as soon as it comes here."""
    identifier = page.access.get(node, "id")
    return bool(identifier) and any(
        "focus" in text and re.search(rf"['\"`#]{re.escape(identifier)}['\"`]", text)
        for _, text in page.scripts
    )
