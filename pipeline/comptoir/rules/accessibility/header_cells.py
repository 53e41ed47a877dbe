from collections.abc import Iterator

from comptoir.rules import WARNING, Fault, rule
from comptoir.site.access.exposure import above
from comptoir.site.access.grid import Grid
from comptoir.site.html import HtmlPage, Node

HEADERS = frozenset(("columnheader", "rowheader"))
TABLES = frozenset(("table", "grid", "treegrid"))


@rule(
    "ACC048",
    "En-têtes de tableau sans cellule",
    severity=WARNING,
    basis="RGAA 5.6 et 5.7",
    seen="RGAA",
    surface=HtmlPage,
    act=("d0f69e",),
)
def header_cells(page: HtmlPage) -> Iterator[Fault]:
    """Cherche les cellules d’en-tête qui ne titrent aucune cellule du tableau.

    Biais : un tableau d’en-têtes seuls est en faute ; un tableau caché n’est pas lu.

    ```html refusé
    <table><tr><th>Jour</th><th>Heure</th></tr><tr><td>Samedi</td></tr></table>
    ```

    ```html accepté
    <table><tr><th>Jour</th><th>Heure</th></tr><tr><td>Samedi</td><td>10 h</td></tr></table>
    ```
    """
    access = page.access
    grids: dict[int, Grid] = {}
    for node in _headers(page):
        table = next((here for here in above(node) if access.role(here) in TABLES), None)
        if table is None or access.hidden(node) or access.off_screen(node) or access.hidden(table):
            continue
        if table.mem_id not in grids:
            grids[table.mem_id] = Grid(table, access)
        if not grids[table.mem_id].heads_something(node):
            found = "une cellule d’en-tête ne titre aucune cellule"
            remedy = "Complétez les cellules, ou corrigez scope, headers ou colspan."
            yield Fault(page.place(node), found, remedy)


def _headers(page: HtmlPage) -> Iterator[Node]:
    for node in page.all("th"):
        if page.access.role(node) in HEADERS:
            yield node
    for _, node in page.with_role(HEADERS):
        if node.tag != "th":
            yield node
