from collections.abc import Iterator

from comptoir.rules import WARNING, Fault, rule
from comptoir.site.access.exposure import above
from comptoir.site.html import HtmlPage, Node

TABLES = frozenset(("table", "grid", "treegrid"))
CELLS = frozenset(("td", "th"))


@rule(
    "ACC047",
    "Cellules citées en en-tête",
    severity=WARNING,
    basis="RGAA 5.7",
    seen="RGAA",
    surface=HtmlPage,
    act=("a25f45",),
)
def table_headers(page: HtmlPage) -> Iterator[Fault]:
    """Cherche les cellules dont l’attribut headers cite autre chose qu’une autre cellule du même
    tableau.

    Biais : un tableau caché, ou de mise en page, n’est pas lu.

    ```html refusé
    <table><tr><th id="jour">Jour</th></tr><tr><td headers="jours">Samedi</td></tr></table>
    ```

    ```html accepté
    <table><tr><th id="jour">Jour</th></tr><tr><td headers="jour">Samedi</td></tr></table>
    ```
    """
    if "table" not in page.tags or not page.mentions("headers"):
        return
    for node in page.all("td", "th"):
        written = page.access.get(node, "headers").split()
        table = _table_of(node) if written else None
        if table is None or not _is_read(page, table):
            continue
        own = page.access.get(node, "id")
        if any(name == own or not _is_cell_of(page, table, name) for name in written):
            found = "l’attribut headers d’une cellule ne cite pas une cellule du tableau"
            yield Fault(page.place(node), found, "Citez l’identifiant de ses cellules d’en-tête.")


def _table_of(node: Node) -> Node | None:
    return next((here for here in above(node) if here.tag == "table"), None)


def _is_read(page: HtmlPage, table: Node) -> bool:
    return page.access.role(table) in TABLES and not page.access.hidden(table)


def _is_cell_of(page: HtmlPage, table: Node, identifier: str) -> bool:
    found = page.by_id(identifier)
    if found is None or found.tag not in CELLS:
        return False
    home = _table_of(found)
    return home is not None and home.mem_id == table.mem_id
