from collections.abc import Iterator

from comptoir.rules import ERROR, MISSING, Fault, rule
from comptoir.rules.commerce import to_consumers
from comptoir.rules.surfaces_site import Offer


@rule(
    "CGV005",
    "Date ou délai de livraison",
    severity=ERROR,
    basis="C. conso, L111-1 3° et L216-1",
    surface=Offer,
    applies=to_consumers,
)
def delivery(offer: Offer) -> Iterator[Fault]:
    """Cherche les offres publiées qui ne disent pas quand le bien est livré ou le service rendu.

    Dans le silence, le délai est de trente jours ; le vendeur doit pourtant l’annoncer avant.

    Biais : seule la clé delivery est lue.

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
    delivery: Envoi sous dix jours
    ---
    Un kit.
    ```
    """
    if offer.live and not offer.meta.delivery.strip():
        yield Fault(
            offer.at("sku"),
            "l’offre ne dit pas quand le bien est livré ou le service rendu",
            "Écrivez delivery: une date, ou un délai.",
            MISSING,
        )
