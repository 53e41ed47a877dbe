import re
from collections.abc import Iterator

from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.commerce import legal_text, terms_pages, to_consumers
from comptoir.site.built import HtmlSite

SURCHARGED = re.compile(r"(?<!\d)08[ .-]?(?:1|2|9)\d(?:[ .-]?\d{2}){3}(?!\d)")
SERVICE = re.compile(
    r"\bsav\b|\bapres[- ]vente|\breclamation|\bservice (?:client|consommateur)|\bcommande"
)
NEAR = 120  # characters


@rule(
    "MEN024",
    "Numéro surtaxé",
    severity=ERROR,
    basis="C. conso, L121-16",
    surface=HtmlSite,
    applies=to_consumers,
)
def surcharged_number(site: HtmlSite) -> Iterator[Fault]:
    """Cherche dans les pages légales un numéro surtaxé pour le service après-vente, une réclamation
    ou le suivi d’une commande.

    Biais : les numéros en 081, 082 et 089, près d’un mot de service ; 080 est gratuit.

    ```projet refusé profil=seller
    === cgv.html
    <h1>Conditions générales de vente</h1> <p>Réclamation : 0892 00 00 00.</p>
    ```

    ```projet accepté profil=seller
    === cgv.html
    <h1>Conditions générales de vente</h1> <p>Réclamation : 02 61 91 00 01 ou 0800 00 00 00.</p>
    ```
    """
    pages = (*terms_pages(site), *site.notice_pages)
    text = legal_text(site)
    for found in SURCHARGED.finditer(text):
        near = text[max(0, found.start() - NEAR) : found.end() + NEAR]
        if SERVICE.search(near) and pages:
            yield Fault(
                site.place(pages[0]),
                "un numéro surtaxé sert au service après-vente ou aux réclamations",
                "Donnez un numéro au prix d’un appel ordinaire.",
            )
            return
