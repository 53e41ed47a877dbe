from collections.abc import Iterator

from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.applies_to import identified
from comptoir.rules.reachable import reachable
from comptoir.site.built import HtmlSite
from comptoir.site.legal_pages import Legal


@rule(
    "MEN001",
    "Mentions légales introuvables",
    severity=ERROR,
    basis="LCEN, art. 1-1 I",
    seen="LCENx",
    surface=HtmlSite,
    applies=identified,
    stops=True,
)
def notice_page(site: HtmlSite) -> Iterator[Fault]:
    """Cherche une page de mentions légales, en HTML, à laquelle toutes les pages mènent.

    La page est reconnue à son nom, aux liens qui y mènent ou à ce qu’elle dit ; elle peut s’appeler
    « À propos » ou « Infos légales ». Un titre sans contenu n’est pas une mention, et un PDF n’est
    pas une page.

    Biais : les pages sans titre ni lien (preuves de propriété, redirections) ne comptent pas ; une
    page hébergée ailleurs est à vérifier par une personne.

    ```projet refusé
    === index.html
    <h1>Accueil</h1> <a href="/contact/">Contact</a>
    === contact/index.html
    <h1>Contact</h1> <a href="/">Accueil</a>
    ```

    ```projet refusé
    === index.html
    <h1>Accueil</h1> <a href="/mentions.pdf">Mentions légales</a>
    === mentions.pdf
    ```

    ```projet accepté
    === index.html
    <h1>Accueil</h1> <footer><a href="/infos/">Infos légales</a></footer>
    === infos/index.html
    <h1>Infos légales</h1>
    <p>Association Les Exemples, 1 rue de l’Exemple, 35000 Rennes, 02 61 91 00 01.</p>
    ```
    """
    yield from reachable(site, Legal.NOTICE)
