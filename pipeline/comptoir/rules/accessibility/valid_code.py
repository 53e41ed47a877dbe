import re
from collections.abc import Iterator

from comptoir.rules import WARNING, Fault, rule
from comptoir.site.html import HtmlPage

START = re.compile(
    r"\s*(?:<!--.*?-->\s*|<\?xml[^>]*>\s*)*<!doctype\s+html", re.IGNORECASE | re.DOTALL
)


@rule(
    "ACC019",
    "Code valide",
    severity=WARNING,
    basis="RGAA 8.1 et 8.2",
    seen="RGAA",
    surface=HtmlPage,
    act=("3ea0c8",),
)
def valid_code(page: HtmlPage) -> Iterator[Fault]:
    """Cherche le doctype, et les identifiants que plusieurs éléments portent.

    Biais : seules ces deux erreurs, parmi celles qu’un validateur verrait.

    ```html refusé
    <p id="a">Un</p> <p id="a">Deux</p>
    ```

    ```html accepté
    <p id="a">Un</p> <p id="b">Deux</p>
    ```
    """
    if page.is_document and not START.match(page.source[:5000].lstrip("\ufeff")):
        at = page.place(page.first("html"))
        yield Fault(at, "la page ne commence pas par <!doctype html>", "Ajoutez-le.")
    for identifier, nodes in page.ids.items():
        if len(nodes) > 1 and identifier:
            found = f"l’identifiant « {identifier[:40]} » est porté par plusieurs éléments"
            yield Fault(page.place(nodes[1]), found, "Donnez à chacun le sien.")
