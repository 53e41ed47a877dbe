import re
from collections.abc import Iterator

from comptoir.rules import WARNING, Fault, rule
from comptoir.site.html import HtmlPage

START = re.compile(
    r"\s*(?:<!--.*?-->\s*|<\?xml[^>]*>\s*)*<!doctype\s+html", re.IGNORECASE | re.DOTALL
)


@rule(
    "ACC054",
    "Type de document",
    severity=WARNING,
    basis="RGAA 8.1",
    seen="RGAA",
    surface=HtmlPage,
)
def doctype(page: HtmlPage) -> Iterator[Fault]:
    """Cherche les pages qui ne commencent pas par leur type de document (doctype).

    Biais : un fragment, sans <html>, n’est pas jugé.

    ```html refusé
    <html lang="fr"><head><title>Une page</title></head><body><h1>Une page</h1></body></html>
    ```

    ```html accepté
    <!doctype html><html lang="fr"><head><title>Une page</title></head><body></body></html>
    ```
    """
    if page.is_document and not START.match(page.source[:5000].lstrip("\ufeff")):
        at = page.place(page.first("html"))
        yield Fault(at, "la page ne commence pas par <!doctype html>", "Ajoutez-le.")
