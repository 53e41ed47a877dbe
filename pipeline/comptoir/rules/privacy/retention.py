from collections.abc import Iterator

from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.collecting import lacking
from comptoir.site.built import HtmlSite


@rule(
    "PRV008",
    "Durées de conservation",
    severity=ERROR,
    basis="RGPD, art. 13.2.a",
    surface=HtmlSite,
)
def retention(site: HtmlSite) -> Iterator[Fault]:
    """Cherche combien de temps les données sont gardées, ou le critère qui le décide.

    Biais : une durée, n’importe où dans la page, suffit.

    ```html refusé confidentialite/index.html
    <h1>Confidentialité</h1> <p>Vos données servent à vous répondre.</p>
    ```

    ```html accepté confidentialite/index.html
    <h1>Confidentialité</h1> <p>Vos données sont effacées trois ans après notre dernier échange.</p>
    ```
    """
    if site.privacy_pages and not site.privacy.gives_retention:
        yield lacking(
            site,
            site.place(site.privacy_pages[0]),
            "la politique de confidentialité ne dit pas combien de temps les données sont gardées",
            "Écrivez une durée ou un critère par finalité.",
        )
