from collections.abc import Iterator

from comptoir.errors import Place
from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.surfaces_site import Offer


@rule(
    "PUB001",
    "Offre sans version française",
    severity=ERROR,
    basis="loi 94-665, art. 2",
    seen="REF26",
    surface=Offer,
)
def french_language(offer: Offer) -> Iterator[Fault]:
    """Cherche les offres publiées dans une autre langue que le français.

    Une traduction est permise à côté d’une version française.

    Biais : seule la clé lang est lue ; une offre d’une autre langue est admise quand son nom de
    fichier finit par le code de cette langue (`kit.en.md` auprès de `kit.md`).

    ```markdown refusé content/offres/kit.md profil=seller
    ---
    title: Repair kit
    date: 2026-11-01
    summary: Everything you need to mend a puncture by the canal, in a pouch made of old sailcloth.
    owner: ateliers
    lang: en
    sku: KIT
    price: "39.00"
    vat: "20.0"
    nature: goods
    ---
    A kit.
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
    Un kit.
    ```
    """
    lang = offer.meta.lang.partition("-")[0]
    translated = offer.page.path.endswith(f".{lang}.md")
    if offer.live and lang != "fr" and not translated:
        where = Place(offer.page.path, offer.page.lines.get("lang", 0), "lang")
        yield Fault(where, "l’offre n’est pas en français", "Publiez-la en français aussi.")
