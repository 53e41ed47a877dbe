import re
from collections.abc import Iterator

from comptoir.errors import Place
from comptoir.rules import MISSING, WARNING, Fault, rule
from comptoir.rules.commerce import legal_text, services, terms_pages
from comptoir.site.built import HtmlSite

INSURANCE = re.compile(r"\bassur(?:ance|ances|e|ee|es|eur|eurs)\b|\bresponsabilite civile")


@rule(
    "CGV019",
    "Assurance du prestataire",
    severity=WARNING,
    basis="C. conso, L111-2 et R111-2",
    surface=HtmlSite,
    applies=services,
)
def provider_information(site: HtmlSite) -> Iterator[Fault]:
    """Cherche dans les conditions de vente de services l’assurance de responsabilité du
    prestataire : l’assureur, ce qu’il couvre, où.

    Biais : le mot « assurance » suffit ; qui n’a pas d’assurance obligatoire peut déroger.

    ```projet refusé profil=seller
    === cgv.html
    <h1>Conditions générales de vente</h1> <p>Stages : 90 € TTC la place.</p>
    ```

    ```projet accepté profil=seller
    === cgv.html
    <h1>Conditions générales de vente</h1> <p>Responsabilité civile : Assurance Fictive, en France
    métropolitaine.</p>
    ```
    """
    pages = terms_pages(site)
    if any(page.blocks for page in pages) and not INSURANCE.search(legal_text(site)):
        yield Fault(
            Place(pages[0].shown),
            "les conditions de vente de services ne disent rien de l’assurance",
            "Nommez l’assureur, ce qu’il couvre et où, si vous êtes assuré.",
            MISSING,
        )
