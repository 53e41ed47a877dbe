import re
from collections.abc import Iterator

from comptoir.rules import ERROR, MISSING, Fault, rule
from comptoir.rules.commerce import online
from comptoir.rules.surfaces_site import Offer
from comptoir.site.wording import folded

DIGITAL = re.compile(
    r"\btelechargement\b|\btelecharger\b|\blivre numerique|\be-?book|\bfichier (?:pdf|numerique)|"
    r"\bacces en ligne immediat|\bformation en ligne\b|\bcours en ligne\b"
)
WAIVER = re.compile(r"\brenonc\w+|\bperd\w* (?:votre|son|le) droit|\baccord expres|221-28")


@rule(
    "CGV023",
    "Contenu numérique et rétractation",
    severity=ERROR,
    basis="C. conso, L221-28 13°",
    surface=Offer,
    applies=online,
)
def digital_waiver(offer: Offer) -> Iterator[Fault]:
    """Cherche les contenus numériques vendus sans dire que l’acheteur renonce à se rétracter en
    demandant l’accès tout de suite.

    Biais : l’offre est tenue pour numérique à ses mots (téléchargement, formation en ligne…) dans
    ses clés unit, availability et delivery ; les deux cases du formulaire ne se voient pas.

    ```markdown refusé content/offres/guide.md profil=seller
    ---
    title: Guide
    date: 2026-11-01
    summary: Le guide des réparations les plus courantes, à lire sur un écran, avec des dessins.
    owner: ateliers
    sku: GUIDE
    price: "9.00"
    vat: "20.0"
    nature: services
    delivery: Téléchargement immédiat
    ---
    Un guide.
    ```

    ```markdown accepté content/offres/guide.md profil=seller
    ---
    title: Guide
    date: 2026-11-01
    summary: Le guide des réparations les plus courantes, à lire sur un écran, avec des dessins.
    owner: ateliers
    sku: GUIDE
    price: "9.00"
    vat: "20.0"
    nature: services
    delivery: Téléchargement immédiat
    withdrawal: Avec votre accord exprès, vous renoncez à la rétractation dès le téléchargement
    ---
    Un guide.
    ```
    """
    meta = offer.meta
    digital = DIGITAL.search(folded(f"{meta.unit} {meta.availability} {meta.delivery}"))
    if digital and not WAIVER.search(folded(f"{meta.withdrawal} {offer.page.body}")):
        yield Fault(
            offer.at("withdrawal" if meta.withdrawal else "delivery"),
            "le contenu numérique est vendu sans un mot de la renonciation à se rétracter",
            "Demandez deux accords exprès : commencer tout de suite, et perdre ce droit.",
            MISSING,
        )
