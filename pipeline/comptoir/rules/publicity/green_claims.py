import re
from collections.abc import Iterator
from datetime import date

from comptoir.rules import TO_CHECK, WARNING, Fault, Scope, rule
from comptoir.rules.commerce import to_consumers
from comptoir.rules.prose import in_source
from comptoir.rules.surfaces_site import Offer
from comptoir.site.html import HtmlPage

OFFSET = re.compile(
    r"\b(?:neutres? en carbone|neutralite carbone|carbone neutre|zero carbone|"
    r"climatiquement neutre|"
    r"100 ?% compens\w+|emissions (?:entierement|totalement|100 ?%) compensees)\b"
)
GENERIC = re.compile(
    r"\b(?:eco-?responsables?|eco-?friendly|respectueu(?:x|se)s? de (?:l'environnement|la planete|"
    r"la nature)|bons? pour (?:la planete|l'environnement)|ami(?:e|s)? de l'environnement|"
    r"produits? (?:vert|ecologique|durable)s?|biodegradables?|100 ?% (?:ecologique|naturel)s?)\b"
)


@rule(
    "PUB011",
    "Allégation environnementale",
    severity=WARNING,
    basis="directive (UE) 2024/825 ; C. conso, L121-2 à L121-4 ; C. env., L541-9-1",
    seen="SEN",
    surface=Offer,
    applies=to_consumers,
    since=date(2026, 9, 27),
)
def green_claims(offer: Offer) -> Iterator[Fault]:
    """Cherche dans les offres les allégations écologiques générales, et sur tout le site la
    neutralité carbone obtenue par compensation.

    Biais : des expressions entières (« respectueux de l’environnement », « neutre en carbone »),
    jamais « vert » ou « durable » seuls ; une allégation générale est à vérifier.

    ```markdown refusé content/offres/kit.md profil=seller
    ---
    title: Kit
    date: 2026-11-01
    summary: Un kit de réparation pour votre vélo, à retirer à l’atelier ou à recevoir par la poste.
    owner: ateliers
    sku: KIT
    price: "39.00"
    vat: "20.0"
    nature: goods
    ---
    Un kit éco-responsable.
    ```

    ```markdown accepté content/offres/kit.md profil=seller
    ---
    title: Kit
    date: 2026-11-01
    summary: Un kit de réparation pour votre vélo, à retirer à l’atelier ou à recevoir par la poste.
    owner: ateliers
    sku: KIT
    price: "39.00"
    vat: "20.0"
    nature: goods
    ---
    Une trousse verte, en toile de voile récupérée à 80 %.
    ```

    ```html refusé profil=seller
    <h1>Livraison</h1> <p>Tous nos envois sont neutres en carbone.</p>
    ```
    """
    for place, words in in_source(offer.page, OFFSET):
        yield Fault(place, f"« {words} » : neutralité annoncée", OFFSET_REMEDY)
    for place, words in in_source(offer.page, GENERIC):
        remedy = "Dites le fait précis et sa preuve : matière, part, durée, label reconnu."
        yield Fault(place, f"« {words} » : allégation générale", remedy, TO_CHECK)


OFFSET_REMEDY = (
    "Retirez-la si elle repose sur une compensation ; sinon donnez le bilan qui la fonde."
)


@green_claims.on(HtmlPage)
def on_page(page: HtmlPage, scope: Scope) -> Iterator[Fault]:
    if not page.tells("carbone", "compens", "climatiquement"):
        return
    found = OFFSET.search(page.said)
    if found:
        place = page.place_of(r"carbone|climatiquement|compens")
        yield Fault(place, f"« {found[0]} » : neutralité annoncée", OFFSET_REMEDY, TO_CHECK)
