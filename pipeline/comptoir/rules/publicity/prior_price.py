from collections.abc import Iterator
from datetime import date

from comptoir.dates import short_date
from comptoir.money import french_amount
from comptoir.rules import ERROR, INFO, TO_CHECK, Fault, rule
from comptoir.rules.commerce import to_consumers
from comptoir.rules.surfaces_site import PRICES, Offer


@rule(
    "PUB004",
    "Prix antérieur d’une réduction",
    severity=ERROR,
    basis="C. conso, L112-1-1",
    seen="LIVV",
    surface=Offer,
    applies=to_consumers,
    since=date(2022, 5, 28),
)
def prior_price(offer: Offer) -> Iterator[Fault]:
    """Compare le prix barré d’une promotion avec le plus bas des trente jours qui la précèdent.

    L’histoire des prix se garde dans `content/offres/prices.toml` (tables [[price]] : sku, since,
    price). Sans elle, seul le prix habituel de la fiche est comparé.

    Biais : les réductions successives et les denrées périssables, que la loi traite à part, sont à
    couvrir par une dérogation.

    ```markdown refusé profil=seller
    === content/offres/kit.md
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
      scope: tous les kits
    ---
    Un kit.
    === content/offres/prices.toml
    [[price]]
    sku = "KIT"
    since = 2026-01-01
    price = "35.00"
    [[price]]
    sku = "KIT"
    since = 2026-11-10
    price = "39.00"
    ```

    ```markdown accepté profil=seller
    === content/offres/kit.md
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
      scope: tous les kits
    ---
    Un kit.
    === content/offres/prices.toml
    [[price]]
    sku = "KIT"
    since = 2026-01-01
    price = "39.00"
    ```
    """
    promotion = offer.promotion
    if promotion is None or promotion.ends < offer.today:
        return
    at = offer.at("promotion.prior_price")
    lowest = offer.lowest_before(promotion.starts)
    if lowest is not None and promotion.prior_price > lowest:
        found = (
            f"le prix antérieur ({french_amount(promotion.prior_price)}) dépasse le plus bas des "
            f"trente jours avant le {short_date(promotion.starts)} ({french_amount(lowest)})"
        )
        yield Fault(at, found, f"Annoncez {french_amount(lowest)} comme prix antérieur.")
    elif promotion.prior_price > offer.meta.price:
        found = (
            f"le prix antérieur ({french_amount(promotion.prior_price)}) dépasse le prix "
            f"habituel ({french_amount(offer.meta.price)})"
        )
        remedy = f"Annoncez le prix pratiqué, ou gardez-en l’histoire dans {PRICES}."
        yield Fault(at, found, remedy, TO_CHECK, INFO if lowest is not None else None)
