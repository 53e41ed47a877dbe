from collections.abc import Iterator

from comptoir.rules import ERROR, MISSING, Fault, rule
from comptoir.rules.commerce import to_consumers
from comptoir.rules.surfaces_site import Offer


@rule(
    "PUB005",
    "Portée d’une promotion",
    severity=ERROR,
    basis="C. conso, L121-2 et L121-3",
    surface=Offer,
    applies=to_consumers,
)
def offer_scope(offer: Offer) -> Iterator[Fault]:
    """Cherche les promotions qui ne disent pas sur quoi elles portent ni dans quelles limites.

    Biais : seule la présence de la clé scope est vue ; les dates sont toujours demandées.

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
    promotion:
      code: HIVER
      price: "29.00"
      prior_price: "39.00"
      starts: 2026-11-20
      ends: 2026-12-18
    ---
    Un kit.
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
    promotion:
      code: HIVER
      price: "29.00"
      prior_price: "39.00"
      starts: 2026-11-20
      ends: 2026-12-18
      scope: Un kit par personne, dans la limite du stock
    ---
    Un kit.
    ```
    """
    promotion = offer.promotion
    if promotion is not None and promotion.ends >= offer.today and not promotion.scope.strip():
        yield Fault(
            offer.at("promotion"),
            "la promotion ne dit pas sur quoi elle porte",
            "Écrivez scope: les articles, les personnes, les limites.",
            MISSING,
        )
