from collections.abc import Iterator

from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.collecting import lacking
from comptoir.site.built import HtmlSite
from comptoir.text import french_list


@rule(
    "PRV009",
    "Droits des personnes",
    severity=ERROR,
    basis="RGPD, art. 13.2.b",
    surface=HtmlSite,
)
def rights(site: HtmlSite) -> Iterator[Fault]:
    """Cherche les six droits : accès, rectification, effacement, limitation, portabilité,
    opposition.

    Biais : les mots de chaque droit sont cherchés largement (« corriger » vaut rectification) ; la
    page entière est lue.

    ```html refusé confidentialite/index.html
    <h1>Confidentialité</h1> <p>Vous disposez d’un droit d’accès et de rectification.</p>
    ```

    ```html accepté confidentialite/index.html
    <h1>Confidentialité</h1> <p>Vous pouvez accéder à vos données, les corriger, les faire effacer,
    en limiter l’usage, vous y opposer, et les recevoir (portabilité).</p>
    ```
    """
    if not site.privacy_pages:
        return
    missing = site.privacy.rights_missing
    if missing:
        yield lacking(
            site,
            site.place(site.privacy_pages[0]),
            f"droits que la politique de confidentialité ne nomme pas : {french_list(missing)}",
            "Nommez les six droits, et l’adresse où les exercer.",
        )
