from collections.abc import Iterator

from comptoir.rules import INFO, MISSING, WARNING, Fault, rule
from comptoir.site.html import HtmlPage, Node

LAYOUT = ("presentation", "none")
ROLES = ("columnheader", "rowheader")


@rule(
    "ACC018",
    "Tableaux de données",
    severity=WARNING,
    basis="RGAA 5.4, 5.6 et 5.7",
    seen="RGAA",
    surface=HtmlPage,
)
def tables(page: HtmlPage) -> Iterator[Fault]:
    """Cherche les tableaux sans cellule d’en-tête, et ceux sans titre (caption).

    Biais : un tableau d’une seule ligne ou colonne, ou marqué comme mise en page, n’est pas lu ; le
    titre manquant n’est qu’une information.

    ```html refusé
    <table><tr><td>Jour</td><td>Heure</td></tr><tr><td>Samedi</td><td>10 h</td></tr></table>
    ```

    ```html accepté
    <table><caption>Horaires</caption><tr><th scope="col">Jour</th><th scope="col">Heure</th></tr>
    <tr><td>Samedi</td><td>10 h</td></tr></table>
    ```
    """
    for table in page.all("table"):
        if (table.attributes.get("role") or "") in LAYOUT or not _holds_data(table):
            continue
        if table.css_first("th") is None and not _has_header_role(table):
            found = "un tableau n’a pas de cellule d’en-tête"
            remedy = 'Employez <th scope="col"> pour la première ligne.'
            yield Fault(page.place(table), found, remedy, MISSING)
        elif not page.access.name(table):
            found = "un tableau n’a pas de titre"
            remedy = "Ajoutez <caption>, ou aria-labelledby."
            yield Fault(page.place(table), found, remedy, MISSING, INFO)


def _holds_data(table: Node) -> bool:
    if table.css_first("table table") is not None:
        return False
    rows = table.css("tr")
    widths = [len(row.css("td, th")) for row in rows]
    return len(rows) > 1 and max(widths, default=0) > 1


def _has_header_role(table: Node) -> bool:
    return any(table.css_first(f'[role="{role}"]') is not None for role in ROLES)
