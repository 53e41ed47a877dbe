import re
from collections.abc import Iterator

from comptoir.errors import Place
from comptoir.rules import MISSING, WARNING, Fault, kinds, rule
from comptoir.settings.organisation import Kind
from comptoir.site.built import HtmlSite

CHANNEL = re.compile(
    r"^mailto:|service-public\.(?:fr|gouv\.fr)|teleservice|demarche|saisine|guichet|contact", re.I
)


@rule(
    "MEN013",
    "Saisine par voie électronique",
    severity=WARNING,
    basis="CRPA, L112-8",
    surface=HtmlSite,
    applies=kinds(Kind.PUBLIC_BODY),
)
def electronic_referral(site: HtmlSite) -> Iterator[Fault]:
    """Cherche sur le site d’un organisme public une voie électronique pour le saisir : adresse,
    formulaire, téléservice.

    Biais : un lien vers une adresse, une démarche ou une page de contact suffit.

    ```projet refusé profil=public-body
    === index.html
    <h1>Mairie</h1> <a href="/plan.html">Plan</a>
    === plan.html
    <h1>Plan</h1>
    ```

    ```projet accepté profil=public-body
    === index.html
    <h1>Mairie</h1> <a href="/demarches/">Vos démarches</a>
    ```
    """
    if not site.whole_pages or any(page.has_data_form for page in site.pages):
        return
    if not any(CHANNEL.search(href) for page in site.pages for href, _ in page.links):
        yield Fault(
            site.place(site.home) if site.home else Place(site.folder),
            "rien ne permet de saisir l’organisme par voie électronique",
            "Donnez une adresse, un formulaire ou un téléservice, et dites comment s’en servir.",
            MISSING,
        )
