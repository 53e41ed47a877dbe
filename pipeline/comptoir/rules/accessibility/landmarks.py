from collections.abc import Iterator

from comptoir.rules import MISSING, WARNING, Fault, rule
from comptoir.site.html import HtmlPage

FIRST = 5  # links among which the skip link stands


@rule(
    "ACC022",
    "Zones et lien d’évitement",
    severity=WARNING,
    basis="RGAA 12.6 et 12.7",
    seen="RGAA",
    surface=HtmlPage,
)
def landmarks(page: HtmlPage) -> Iterator[Fault]:
    """Cherche la zone principale (main) et un lien qui y mène directement, en tête de page.

    Biais : le lien d’évitement n’est demandé qu’aux pages qui ont une navigation ; il est cherché
    parmi les cinq premiers liens.

    ```html refusé
    <nav><a href="/">Accueil</a> <a href="/contact/">Contact</a></nav> <h1>Contact</h1>
    ```

    ```html accepté
    <a href="#contenu">Aller au contenu</a> <nav><a href="/">Accueil</a></nav>
    <main id="contenu"><h1>Contact</h1></main>
    ```
    """
    if not page.is_whole:
        return
    main = page.first("main") or page.tree.css_first('[role="main"]')
    if main is None:
        at = page.place(page.first("body"))
        yield Fault(
            at, "la page n’a pas de zone principale", "Mettez le contenu dans <main>.", MISSING
        )
    if page.first("nav") is not None and not _skips(page):
        found = "la page n’a pas de lien d’évitement"
        remedy = "Mettez en tête un lien « Aller au contenu » vers l’identifiant de <main>."
        yield Fault(page.place(page.first("nav")), found, remedy, MISSING)


def _skips(page: HtmlPage) -> bool:
    return any(
        link.href.startswith("#") and link.href[1:] in page.anchors for link in page.links[:FIRST]
    )
