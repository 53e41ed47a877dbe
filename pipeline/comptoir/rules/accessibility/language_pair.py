from collections.abc import Iterator

from comptoir.law.languages import is_known, primary
from comptoir.rules import WARNING, Fault, rule
from comptoir.site.html import HtmlPage


@rule(
    "ACC039",
    "lang et xml:lang",
    severity=WARNING,
    basis="RGAA 8.3 et 8.4",
    seen="RGAA",
    surface=HtmlPage,
    act=("5b7ae0",),
)
def language_pair(page: HtmlPage) -> Iterator[Fault]:
    """Compare la langue de la page (lang) avec celle que xml:lang répète.

    Biais : une langue mal écrite relève d’ACC010.

    ```html refusé
    <!doctype html><html lang="fr" xml:lang="en"><head><title>Une page</title></head></html>
    ```

    ```html accepté
    <!doctype html><html lang="fr" xml:lang="fr-FR"><head><title>Une page</title></head></html>
    ```
    """
    root = page.first("html")
    if root is None or not is_known(page.lang):
        return
    other = page.access.get(root, "xml:lang")
    if other and primary(other) != primary(page.lang):
        found = "lang et xml:lang disent deux langues"
        yield Fault(page.place(root), found, "Retirez xml:lang.")
