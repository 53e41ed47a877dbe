from collections.abc import Iterator

from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.reachable import reachable
from comptoir.site.built import HtmlSite
from comptoir.site.legal_pages import Legal


@rule(
    "PRV001",
    "Politique de confidentialité introuvable",
    severity=ERROR,
    basis="RGPD, art. 12 et 13",
    surface=HtmlSite,
    stops=True,
)
def privacy_page(site: HtmlSite) -> Iterator[Fault]:
    """Cherche une page qui dit ce que deviennent les données des personnes, et à laquelle toutes
    les pages mènent.

    Elle peut être une partie des mentions légales. Tout site d’une organisation est concerné : qui
    donne une adresse ou un formulaire reçoit des données.

    Biais : la page est reconnue à son nom, aux liens ou à son contenu ; les pages sans titre ni
    lien ne comptent pas.

    ```projet refusé
    === index.html
    <h1>Accueil</h1> <form method="post"><label>Mél <input type="email" name="mel"></label></form>
    ```

    ```projet accepté
    === index.html
    <h1>Accueil</h1> <a href="vie-privee.html">Vie privée</a>
    === vie-privee.html
    <h1>Vie privée</h1>
    <p>Le responsable du traitement est l’association Les Exemples, à Rennes.</p>
    ```
    """
    yield from reachable(site, Legal.PRIVACY)
