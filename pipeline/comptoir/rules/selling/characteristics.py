from collections.abc import Iterator

from comptoir.errors import Place
from comptoir.rules import MISSING, WARNING, Fault, rule
from comptoir.rules.commerce import to_consumers
from comptoir.rules.surfaces_site import Offer
from comptoir.site.markdown import prose

SHORT = 120  # characters; what is sold cannot be described in less


@rule(
    "CGV003",
    "Caractéristiques essentielles",
    severity=WARNING,
    basis="C. conso, L111-1 1°",
    surface=Offer,
    applies=to_consumers,
)
def characteristics(offer: Offer) -> Iterator[Fault]:
    """Cherche les offres qui ne décrivent pas ce qui est vendu.

    Biais : seule la longueur du texte est vue, jamais sa justesse.

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
    ---
    Un multi-outil de douze fonctions, deux démonte-pneus en acier gainé, six rustines, un tube de
    colle, une minipompe pour valves Presta et Schrader, le tout dans une trousse en toile.
    ```
    """
    if not offer.live:
        return
    if len(" ".join(prose(offer.page.body).split())) < SHORT:
        yield Fault(
            Place(offer.page.path, offer.page.body_line),
            "l’offre ne décrit presque pas ce qui est vendu",
            "Dites ce que c’est, ce qui est compris, pour qui et pour quoi.",
            MISSING,
        )
