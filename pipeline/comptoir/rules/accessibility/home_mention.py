from collections.abc import Iterator

from comptoir.law.dictated import ACCESSIBILITY
from comptoir.rules import ERROR, MISSING, Fault, Scope, article_47, rule
from comptoir.site.html import HtmlPage


@rule(
    "ACC002",
    "Mention d’accessibilité à l’accueil",
    severity=ERROR,
    basis="loi 2005-102, art. 47 ; décret 2019-768",
    seen="RGAA",
    surface=HtmlPage,
    applies=article_47,
)
def home_mention(page: HtmlPage, scope: Scope) -> Iterator[Fault]:
    """Cherche sur la page d’accueil l’une des trois mentions officielles : « Accessibilité :
    totalement conforme », « partiellement conforme » ou « non conforme ».

    Ces mots sont dictés : « site accessible » n’y suffit pas.

    Biais : majuscules et espaces ne comptent pas.

    ```html refusé index.html profil=public-body
    <h1>Mairie</h1> <footer><a href="/accessibilite/">Accessibilité</a></footer>
    ```

    ```html accepté index.html profil=public-body
    <h1>Mairie</h1> <a href="/accessibilite/">Accessibilité : partiellement conforme</a>
    ```
    """
    if page.url != "/" or not page.is_whole:
        return
    text = page.said
    if not ACCESSIBILITY.pattern.search(text):
        yield Fault(
            page.place(page.first("footer")),
            "la page d’accueil ne porte pas la mention d’accessibilité",
            "Écrivez « Accessibilité : non conforme » tant qu’aucun audit ne dit mieux.",
            MISSING,
        )
