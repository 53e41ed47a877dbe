from collections.abc import Iterator

from comptoir.law.trackers import Use
from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.calling import of_uses, on_page
from comptoir.site.html import HtmlPage

REMEDY = "Ne le chargez qu’après l’accord du lecteur, ou retirez-le."


@rule(
    "CKI001",
    "Traceur avant tout choix",
    severity=ERROR,
    basis="loi 78-17, art. 82",
    seen="CKI26",
    surface=HtmlPage,
)
def tracker_before_choice(page: HtmlPage) -> Iterator[Fault]:
    """Cherche les outils de publicité, de suivi et de messagerie instantanée chargés avant que le
    lecteur ait choisi.

    Un script parqué (type="text/plain", data-src) attend le choix : il n’est pas en faute. Un lien
    n’est pas un chargement.

    Biais : seuls les services connus (law/trackers.py) sont cherchés ; un script qui parle de
    consentement est à vérifier par une personne.

    ```html refusé
    <img src="https://www.facebook.com/tr?id=1&amp;ev=PageView" alt="" width="1" height="1">
    ```

    ```html refusé
    <script>!function(){var s=document.createElement('script');
    s.src='https://connect.facebook.net/en_US/fbevents.js'}(); fbq('init', '1');</script>
    ```

    ```html accepté
    <script type="text/plain" data-category="pub" src="https://static.criteo.net/ld.js"></script>
    <a href="https://www.facebook.com/exemple">Notre page Facebook</a>
    ```
    """
    yield from on_page(page, of_uses(page.calls, Use.ADVERTISING, Use.CHAT), REMEDY)
