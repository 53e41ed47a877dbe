from collections.abc import Iterator

from comptoir.rules import ERROR, MISSING, Fault, rule
from comptoir.rules.commerce import online
from comptoir.site.built import HtmlSite


@rule(
    "MEN017",
    "Adresse électronique du vendeur",
    severity=ERROR,
    basis="LCEN, art. 19",
    surface=HtmlSite,
    applies=online,
)
def shop_email(site: HtmlSite) -> Iterator[Fault]:
    """Cherche une adresse électronique dans les mentions légales d’un site où l’on commande.

    Un formulaire ne la remplace pas.

    Biais : une adresse écrite « nom (arobase) domaine » compte ; celle de l’hébergeur aussi.

    ```html refusé mentions-legales/index.html profil=seller
    <h1>Mentions légales</h1> <p>Les Ateliers de l’Exemple, 02 61 91 00 01.</p>
    ```

    ```html accepté mentions-legales/index.html profil=seller
    <h1>Mentions légales</h1> <p>Les Ateliers de l’Exemple, contact@exemple.example.org.</p>
    ```
    """
    if not site.notice_pages:
        return
    text = site.notice.text.lower()
    written = any(mark in text for mark in ("@", "arobase", "(at)", "[at]"))
    linked = any(block.href.startswith("mailto:") for block in site.notice.blocks)
    if not written and not linked:
        yield Fault(
            site.place(site.notice_pages[0]),
            "les mentions légales du site marchand ne donnent pas d’adresse électronique",
            "Écrivez une adresse que quelqu’un relève.",
            MISSING,
        )
