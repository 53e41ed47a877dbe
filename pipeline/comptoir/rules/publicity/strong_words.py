import re
from collections.abc import Iterator

from comptoir.rules import INFO, TO_CHECK, Fault, rule
from comptoir.rules.commerce import to_consumers
from comptoir.rules.prose import in_source
from comptoir.rules.surfaces_site import Offer

STRONG = re.compile(
    r"\bgaranti(?:e|s|es)? a vie\b|\bsatisfait ou rembourse\b|\b(?:n°|numero) ?1 (?:de|du|des|en|"
    r"francais)\b|\ble moins cher\b|\bmeilleur prix garanti\b|\bapprouve par les medecins\b"
)


@rule(
    "PUB026",
    "Mots qui engagent",
    severity=INFO,
    basis="C. conso, L121-2",
    surface=Offer,
    applies=to_consumers,
)
def strong_words(offer: Offer) -> Iterator[Fault]:
    """Cherche dans les offres les mots qui demandent une preuve ou créent une garantie : « garanti
    à vie », « satisfait ou remboursé », « n° 1 ».

    Biais : une courte liste d’expressions ; une information, jamais plus.

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
    Un multi-outil garanti à vie.
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
    Un multi-outil garanti deux ans.
    ```
    """
    for place, words in in_source(offer.page, STRONG):
        remedy = "Gardez-en la preuve, ou dites moins."
        yield Fault(place, f"« {words} » engage ou demande une preuve", remedy, TO_CHECK)
