from collections.abc import Iterator

from comptoir.law.trackers import Use
from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.calling import of_uses, on_page
from comptoir.site.html import HtmlPage

REMEDY = "Remplacez le module par un simple lien."


@rule(
    "CKI015",
    "Module de réseau social",
    severity=ERROR,
    basis="loi 78-17, art. 82",
    seen="CKI26",
    surface=HtmlPage,
)
def share_buttons(page: HtmlPage) -> Iterator[Fault]:
    """Cherche les boutons de partage, fils et commentaires qui chargent le code d’un réseau social.

    Biais : un lien vers un réseau, ou un bouton fait d’un lien, n’est pas en faute.

    ```html refusé
    <script async src="https://platform.twitter.com/widgets.js"></script>
    ```

    ```html accepté
    <a href="https://www.facebook.com/sharer/sharer.php?u=https%3A%2F%2Fexample.org">Partager</a>
    ```
    """
    yield from on_page(page, of_uses(page.calls, Use.SOCIAL), REMEDY)
