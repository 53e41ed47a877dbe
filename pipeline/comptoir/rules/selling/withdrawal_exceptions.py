import re
from collections.abc import Iterator

from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.commerce import to_consumers
from comptoir.rules.surfaces_site import Offer
from comptoir.site.wording import folded

NONE = re.compile(
    r"\b(?:pas|aucun|sans|exclu\w*)\b[^.;]{0,40}\bretract|\bni repris ni echange|\bvente ferme\b|"
    r"\bnon retractable"
)
REASONS = re.compile(
    r"l\.? ?221-28|date (?:fixe|determinee)|dates? de la session|sur mesure|personnalis\w+|"
    r"perissable|descell\w+|hygien\w+|(?:contenu|fichier) numerique|telechargement|"
    r"pleinement execut|heberge\w+|transport|a l'atelier|en magasin|sur place|a l'accueil"
)


@rule(
    "CGV007",
    "Absence de rétractation sans motif",
    severity=ERROR,
    basis="C. conso, L221-28",
    surface=Offer,
    applies=to_consumers,
)
def withdrawal_exceptions(offer: Offer) -> Iterator[Fault]:
    """Cherche les offres qui écartent la rétractation sans dire quel cas de la loi s’applique.

    Les cas sont comptés : date fixe, bien sur mesure, denrée périssable, bien descellé, contenu
    numérique commencé… Un achat sur place n’ouvre pas le droit.

    Biais : seule la clé withdrawal est lue ; nommer un cas, même mal choisi, suffit.

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
    withdrawal: Pas de rétractation possible
    ---
    Un kit.
    ```

    ```markdown accepté content/offres/stage.md profil=seller
    ---
    title: Stage
    date: 2026-11-01
    summary: Deux jours de menuiserie à l’atelier, pour apprendre à mesurer, scier et assembler.
    owner: ateliers
    sku: STAGE
    price: "90.00"
    vat: "20.0"
    nature: services
    withdrawal: Pas de droit de rétractation pour une activité de loisir à date fixe
    ---
    Un stage.
    ```
    """
    said = folded(offer.meta.withdrawal)
    if NONE.search(said) and not REASONS.search(said):
        yield Fault(
            offer.at("withdrawal"),
            "l’offre écarte la rétractation sans dire pour quel motif",
            "Nommez le cas de l’article L221-28, ou ouvrez les quatorze jours.",
        )
