from collections.abc import Iterator
from datetime import timedelta

from comptoir.dates import short_date
from comptoir.rules import ERROR, MISSING, WARNING, Fault, Scope, article_47, rule
from comptoir.rules.accessibility_pages import last_date, statement_pages, statement_text
from comptoir.site.built import HtmlSite

THREE_YEARS = timedelta(days=3 * 365 + 1)


@rule(
    "ACC005",
    "Âge de la déclaration",
    severity=ERROR,
    basis="loi 2005-102, art. 47 ; décret 2019-768",
    seen="RGAA",
    surface=HtmlSite,
    applies=article_47,
)
def statement_age(site: HtmlSite, scope: Scope) -> Iterator[Fault]:
    """Cherche les déclarations d’accessibilité de plus de trois ans, ou sans date.

    Biais : la date la plus récente de la page est prise pour la sienne ; sans date, un simple
    avertissement.

    ```projet refusé profil=public-body
    === accessibilite.html
    <h1>Déclaration d’accessibilité</h1> <p>Déclaration établie le 3 mars 2021.</p>
    ```

    ```projet accepté profil=public-body
    === accessibilite.html
    <h1>Déclaration d’accessibilité</h1> <p>Déclaration établie le 3 mars 2026.</p>
    ```
    """
    pages = statement_pages(site)
    if not any(page.blocks for page in pages):
        return
    day = last_date(statement_text(site))
    if day is None:
        found = "la déclaration d’accessibilité n’est pas datée"
        yield Fault(site.place(pages[0]), found, "Datez-la.", MISSING, WARNING)
    elif scope.today - day > THREE_YEARS:
        found = f"la déclaration d’accessibilité est du {short_date(day)}"
        yield Fault(site.place(pages[0]), found, "Refaites-la : elle vaut trois ans au plus.")
