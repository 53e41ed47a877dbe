from collections.abc import Iterator

from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.collecting import lacking
from comptoir.site.built import HtmlSite


@rule(
    "PRV011",
    "Réclamation à la CNIL",
    severity=ERROR,
    basis="RGPD, art. 13.2.d",
    surface=HtmlSite,
)
def complaint(site: HtmlSite) -> Iterator[Fault]:
    """Cherche le droit de se plaindre auprès de la CNIL.

    Nommer la CNIL pour une ancienne déclaration n’y suffit pas.

    Biais : tout mot de réclamation dans la page, avec la CNIL, suffit.

    ```html refusé confidentialite/index.html
    <h1>Confidentialité</h1> <p>Fichier déclaré à la CNIL sous le numéro 123.</p>
    ```

    ```html accepté confidentialite/index.html
    <h1>Confidentialité</h1> <p>Vous pouvez adresser une réclamation à la CNIL.</p>
    ```
    """
    if site.privacy_pages and not site.privacy.tells_complaint:
        yield lacking(
            site,
            site.place(site.privacy_pages[0]),
            "la politique de confidentialité ne dit pas qu’on peut se plaindre à la CNIL",
            "Ajoutez « Vous pouvez adresser une réclamation à la CNIL (cnil.fr) ».",
        )
