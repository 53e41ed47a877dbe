import re
from collections.abc import Iterator

from comptoir.rules import TO_CHECK, WARNING, Fault, rule
from comptoir.rules.commerce import to_consumers
from comptoir.rules.prose import in_source
from comptoir.rules.surfaces_site import Offer

FREE = re.compile(
    r"\bgratuit(?:e|s|es|ement)?\b[^.;\n]{0,60}\b(?:frais de (?:dossier|gestion|traitement)|"
    r"sous reserve d'achat|si vous achetez|hors frais)\b|"
    r"\bgratuit(?:e|s|es)? pour seulement \d"
)


@rule(
    "PUB016",
    "Mot « gratuit »",
    severity=WARNING,
    basis="C. conso, L121-4 20°",
    surface=Offer,
    applies=to_consumers,
)
def free_word(offer: Offer) -> Iterator[Fault]:
    """Cherche les offres dites gratuites qui demandent des frais dans la même phrase.

    Le port et le coût de la réponse sont les seuls frais admis.

    Biais : « gratuit » suivi de frais de dossier, de gestion ou d’un achat, dans la même phrase ; à
    vérifier.

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
    Le premier jour est gratuit, avec 15 € de frais de dossier.
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
    ---
    L’annulation est gratuite jusqu’à dix jours avant. Le devis est gratuit.
    ```
    """
    for place, _ in in_source(offer.page, FREE):
        found = "« gratuit » et des frais dans la même phrase"
        yield Fault(place, found, "Retirez le mot, ou les frais.", TO_CHECK)
