import re
from collections.abc import Iterator
from datetime import date

from comptoir.errors import Place
from comptoir.rules import MISSING, WARNING, Fault, Scope, rule
from comptoir.rules.commerce import goods, legal_text, terms_pages
from comptoir.site.built import HtmlSite

NAMED = re.compile(
    r"(?:affiche|notice|avis|information|visuel) (?:europeenne?s?|harmonisee?s?)|"
    r"harmonis\w+ [^.]{0,40}garantie|garantie legale[^.]{0,60}(?:harmonis\w+|europeen)"
)
FILE = re.compile(r"harmoni[sz]ed|garantie[-_]?legale|legal[-_]?guarantee|avis[-_]?harmonis", re.I)


@rule(
    "CGV014",
    "Notice européenne de garantie légale",
    severity=WARNING,
    basis="directive 2011/83, art. 22 bis ; règlement (UE) 2025/1960, annexe I",
    seen="SEN",
    surface=HtmlSite,
    applies=goods,
    since=date(2026, 9, 27),
)
def harmonised_notice(site: HtmlSite, scope: Scope) -> Iterator[Fault]:
    """Cherche la notice harmonisée européenne sur la garantie légale, due aux acheteurs de biens.

    Biais : l’image est reconnue à son nom ou au texte qui la présente, non à son dessin ; la
    transposition française reste à lire, d’où un simple avertissement.

    ```projet refusé profil=seller
    === cgv.html
    <h1>Conditions générales de vente</h1> <p>Prix en euros TTC.</p>
    ```

    ```projet accepté profil=seller
    === cgv.html
    <h1>Conditions générales de vente</h1>
    <p>La notice européenne sur la garantie légale de conformité est affichée ci-dessous.</p>
    ```
    """
    pages = terms_pages(site)
    if not any(page.blocks for page in pages):
        return
    if NAMED.search(legal_text(site)):
        return
    if any(FILE.search(source) for page in site.pages for source in page.images):
        return
    yield Fault(
        Place(pages[0].shown),
        "rien ne montre la notice européenne sur la garantie légale de conformité",
        "Affichez la notice officielle, sans la modifier, là où l’on achète.",
        MISSING,
    )
