import re
from collections.abc import Iterator

from comptoir.rules import ERROR, Fault, Scope, rule
from comptoir.rules.commerce import to_consumers
from comptoir.rules.prose import in_source
from comptoir.site.html import HtmlPage
from comptoir.site.source import PageKind, SourcePage
from comptoir.site.wording import folded

NET = re.compile(r"\d+(?:[.,]\d{2})? ?(?:€|euros?) ?(?:\(?h\.?t\.?\b\)?|hors taxes?)")
GROSS = re.compile(r"\bttc\b|toutes taxes comprises|\btva (?:incluse|comprise|non applicable)")
TRADE = re.compile(r"\bprofessionnels?\b|\bentreprises?\b|\bcollectivites?\b|\brevendeurs?\b")


@rule(
    "CGV004",
    "Prix hors taxes seul",
    severity=ERROR,
    basis="C. conso, L112-1 et L111-1 2° ; arrêté du 3 décembre 1987",
    surface=HtmlPage,
    applies=to_consumers,
)
def price_all_in(page: HtmlPage, scope: Scope) -> Iterator[Fault]:
    """Cherche les pages qui donnent des prix hors taxes et aucun prix toutes taxes comprises.

    Biais : une page qui parle aux professionnels, ou qui écrit TTC une fois, n’est pas en faute.

    ```html refusé profil=seller
    <h1>Nos tarifs</h1> <p>Stage de deux jours : 75,00 € HT.</p>
    ```

    ```html accepté profil=seller
    <h1>Nos tarifs</h1> <p>Stage de deux jours : 90,00 € TTC (75,00 € HT).</p>
    ```

    ```html accepté profil=seller
    <h1>Offre aux entreprises</h1> <p>Journée d’atelier : 600 € HT.</p>
    ```

    ```markdown refusé content/offres/stage.md profil=seller
    ---
    title: Stage
    date: 2026-11-01
    summary: Deux jours de menuiserie à l’atelier, pour apprendre à mesurer, scier et assembler.
    owner: ateliers
    sku: STAGE
    price: "90.00"
    vat: "20.0"
    nature: services
    ---
    La place coûte 75,00 € HT.
    ```
    """
    if not page.tells("€", "euro") or not ("HT" in page.source or page.tells("hors tax")):
        return
    text = page.said
    found = NET.search(text)
    if found and not GROSS.search(text) and not TRADE.search(text):
        place = page.place_of(r"\d\s?(?:€|&euro;|euros?)\s?\(?(?:HT|hors tax)")
        yield Fault(place, FOUND, REMEDY)


FOUND = "la page donne un prix hors taxes et aucun prix toutes taxes comprises"
REMEDY = "Donnez le prix TTC : c’est celui que paie un consommateur."


@price_all_in.on(SourcePage)
def in_offers(page: SourcePage, scope: Scope) -> Iterator[Fault]:
    if page.kind is not PageKind.OFFER:
        return
    whole = folded(f"{page.meta.title} {page.meta.summary} {page.body}")
    if GROSS.search(whole) or TRADE.search(whole):
        return
    for place, _ in in_source(page, NET):
        yield Fault(place, FOUND, REMEDY)
        return
