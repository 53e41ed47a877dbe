import re
from collections.abc import Iterator

from comptoir.dates import short_date
from comptoir.rules import ERROR, TO_CHECK, WARNING, Fault, Scope, rule
from comptoir.rules.commerce import to_consumers
from comptoir.rules.surfaces_site import Offer
from comptoir.site.html import HtmlPage

COUNTDOWN = re.compile(
    r"\b(?:countdown|compte[-_ ]?a[-_ ]?rebours|flipdown|evergreen[-_]?timer)\b", re.I
)


@rule(
    "PUB015",
    "Offre échue ou fausse urgence",
    severity=ERROR,
    basis="C. conso, L121-2 et L121-4",
    surface=Offer,
    applies=to_consumers,
)
def expired_offer(offer: Offer) -> Iterator[Fault]:
    """Cherche les promotions finies que leur fiche montre encore, et les comptes à rebours.

    Biais : un compte à rebours peut dire vrai : il est à vérifier. La fiche retrouve d’elle-même
    son prix, seul l’en-tête est à nettoyer : un avertissement.

    ```markdown refusé content/offres/kit.md profil=seller
    ---
    title: Kit
    date: 2026-09-01
    summary: Un kit de réparation pour votre vélo, à retirer à l’atelier ou à recevoir par la poste.
    owner: ateliers
    sku: KIT
    price: "39.00"
    vat: "20.0"
    nature: goods
    promotion:
      code: ETE
      price: "29.00"
      prior_price: "39.00"
      starts: 2026-09-01
      ends: 2026-09-30
      scope: tous les kits
    ---
    Un kit.
    ```

    ```markdown accepté content/offres/kit.md profil=seller
    ---
    title: Kit
    date: 2026-09-01
    summary: Un kit de réparation pour votre vélo, à retirer à l’atelier ou à recevoir par la poste.
    owner: ateliers
    sku: KIT
    price: "39.00"
    vat: "20.0"
    nature: goods
    ---
    Un kit.
    ```

    ```html refusé profil=seller
    <h1>Offre</h1> <div class="countdown" data-end="2026-12-01"></div>
    ```
    """
    promotion = offer.promotion
    if promotion is not None and promotion.ends < offer.today and offer.live:
        found = f"la promotion a pris fin le {short_date(promotion.ends)}"
        yield Fault(offer.at("promotion"), found, "Retirez-la de la fiche.", severity=WARNING)


@expired_offer.on(HtmlPage)
def urgency(page: HtmlPage, scope: Scope) -> Iterator[Fault]:
    if not page.mentions("countdown", "rebours", "flipdown", "evergreen"):
        return
    for node in page.tree.css("[class], [id]"):
        attributes = node.attributes
        named = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
        if COUNTDOWN.search(named):
            found = "la page montre un compte à rebours"
            remedy = "Vérifiez qu’il dit vrai : une fausse urgence est trompeuse."
            yield Fault(page.place(node), found, remedy, TO_CHECK)
            return
