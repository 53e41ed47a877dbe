import re
from collections.abc import Iterator

from comptoir.rules import MISSING, WARNING, Fault, article_47, rule
from comptoir.site.html import HtmlPage
from comptoir.site.wording import folded

EMPTY_WORDS = re.compile(
    r"(?:sans titre|untitled(?: document| page)?|document(?: sans (?:titre|nom))?|"
    r"nouvelle page|new page|"
    r"page sans titre|titre|title|index|home page|page \d+)\W*"
)


@rule(
    "ACC011",
    "Titre de la page",
    severity=WARNING,
    basis="RGAA 8.5 et 8.6",
    seen="RGAA",
    surface=HtmlPage,
    harder=article_47,
    act=("2779a5",),
)
def document_title(page: HtmlPage) -> Iterator[Fault]:
    """Cherche le titre de la page (title) : présent, et qui dise quelque chose.

    Biais : un titre vague n’est vu que s’il est d’usine (« Sans titre », « Document »…).

    ```html refusé
    <!doctype html><html lang="fr"><head></head><body><h1>Contact</h1></body></html>
    ```

    ```html accepté
    <h1>Contact</h1>
    ```
    """
    if not page.is_document or page.forwards:
        return
    if not page.title:
        at = page.place(page.first("head"))
        yield Fault(at, "la page n’a pas de titre", "Écrivez <title>.", MISSING)
    elif EMPTY_WORDS.fullmatch(folded(page.title)):
        found = "le titre de la page ne dit rien"
        yield Fault(page.place(page.title_node), found, "Dites ce qu’on trouve sur cette page.")
