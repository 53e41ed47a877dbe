import re
from collections.abc import Iterator
from datetime import date

from comptoir.law.dictated import GUARANTEE, GUARANTEE_SOURCE
from comptoir.rules import ERROR, MISSING, Fault, rule
from comptoir.rules.commerce import goods, terms_pages, terms_text
from comptoir.site.built import HtmlSite

LEGAL = re.compile(r"garanties? legales?|vices caches|defauts? de conformite")


@rule(
    "CGV013",
    "Encadré des garanties légales",
    severity=ERROR,
    basis=GUARANTEE_SOURCE,
    seen="D211",
    surface=HtmlSite,
    applies=goods,
    since=date(2022, 10, 1),
)
def guarantee_box(site: HtmlSite) -> Iterator[Fault]:
    """Cherche dans les conditions de vente de biens l’encadré sur les garanties légales, au texte
    annexé à l’article D211-2.

    Les phrases propres au modèle sont cherchées : un résumé n’est pas l’encadré.

    Biais : le cadre lui-même ne se voit pas ; une phrase du modèle qui manque fait la faute.

    ```projet refusé profil=seller
    === cgv.html
    <h1>Conditions générales de vente</h1> <p>Nos produits bénéficient des garanties légales de
    conformité et des vices cachés.</p>
    ```

    ```projet accepté profil=seller
    === cgv.html
    <h1>Conditions générales de vente</h1> <div><p>Le consommateur dispose d’un délai de deux ans à
    compter de la délivrance du bien pour obtenir la mise en œuvre de la garantie légale de
    conformité en cas d’apparition d’un défaut de conformité. Le consommateur bénéficie d’une
    extension de six mois de la garantie initiale. Le vendeur encourt une amende civile de
    300 000 euros. Vices cachés : articles 1641 à 1649 du code civil.</p></div>
    ```
    """
    pages = terms_pages(site)
    if not any(page.blocks for page in pages):
        return
    text = terms_text(site)
    absent = [pattern for pattern in GUARANTEE if not pattern.search(text)]
    if not absent:
        return
    said = LEGAL.search(text) is not None
    found = (
        "l’encadré des garanties légales n’a pas le texte du modèle"
        if said
        else "les conditions de vente ne disent rien des garanties légales"
    )
    remedy = "Recopiez dans un cadre le texte annexé à l’article D211-2, sans le changer."
    yield Fault(site.place(pages[0]), found, remedy, MISSING)
