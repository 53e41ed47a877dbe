from collections.abc import Iterator

from comptoir.rules import ERROR, MISSING, Fault, rule
from comptoir.site.built import HtmlSite


@rule(
    "PRV005",
    "Intérêt légitime non dit",
    severity=ERROR,
    basis="RGPD, art. 13.1.d",
    surface=HtmlSite,
)
def legitimate_interest(site: HtmlSite) -> Iterator[Fault]:
    """Cherche, quand un intérêt légitime est invoqué, quel est cet intérêt.

    Biais : une seule phrase qui le dit suffit pour toute la page.

    ```html refusé confidentialite/index.html
    <h1>Confidentialité</h1> <table><tr><th>Base</th></tr><tr><td>Intérêt légitime</td></tr></table>
    ```

    ```html accepté confidentialite/index.html
    <h1>Confidentialité</h1>
    <p>Base : notre intérêt légitime à répondre à ceux qui nous écrivent.</p>
    ```
    """
    if site.privacy_pages and site.privacy.bare_interest:
        yield Fault(
            site.place(site.privacy_pages[0], r"l(é|e|&eacute;)gitime"),
            "la politique de confidentialité invoque un intérêt légitime sans dire lequel",
            "Écrivez « notre intérêt légitime à … ».",
            MISSING,
        )
