from collections.abc import Iterator

from comptoir.rules import WARNING, Fault, rule
from comptoir.site.html import HtmlPage


@rule(
    "ACC019",
    "Identifiants en double",
    severity=WARNING,
    basis="RGAA 8.2",
    seen="RGAA",
    surface=HtmlPage,
    act=("3ea0c8",),
)
def double_ids(page: HtmlPage) -> Iterator[Fault]:
    """Cherche les identifiants que plusieurs éléments portent.

    Biais : aucun.

    ```html refusé
    <p id="a">Un</p> <p id="a">Deux</p>
    ```

    ```html accepté
    <p id="a">Un</p> <p id="b">Deux</p>
    ```
    """
    for identifier, nodes in page.ids.items():
        if len(nodes) > 1 and identifier:
            found = f"l’identifiant « {identifier[:40]} » est porté par plusieurs éléments"
            yield Fault(page.place(nodes[1]), found, "Donnez à chacun le sien.")
