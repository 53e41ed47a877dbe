from collections.abc import Iterator

from comptoir.law.trackers import Use
from comptoir.rules import WARNING, Fault, rule
from comptoir.rules.calling import of_uses, on_page
from comptoir.site.html import HtmlPage

REMEDY = "Montrez une image de la carte avec un lien, ou chargez la carte au clic."


@rule(
    "CKI005",
    "Carte d’un tiers",
    severity=WARNING,
    basis="RGPD, art. 5, 13 et 44",
    surface=HtmlPage,
)
def maps(page: HtmlPage) -> Iterator[Fault]:
    """Cherche les cartes chargées d’elles-mêmes : leurs images donnent l’adresse IP du lecteur.

    Biais : seuls les services connus ; un lien vers une carte n’est pas en faute.

    ```html refusé
    <iframe src="https://www.google.com/maps/embed?pb=1" title="Plan"></iframe>
    ```

    ```html accepté
    <a href="https://www.openstreetmap.org/#map=18/47.65/-2.08"><img src="/plan.png" alt="Plan"></a>
    ```
    """
    yield from on_page(page, of_uses(page.calls, Use.MAPS), REMEDY)
