from collections.abc import Iterator

from comptoir.rules import ERROR, MISSING, Fault, rule
from comptoir.site.built import HtmlSite


@rule(
    "PRV010",
    "Retrait du consentement",
    severity=ERROR,
    basis="RGPD, art. 13.2.c et 7.3",
    seen="CKI26",
    surface=HtmlSite,
)
def withdrawal(site: HtmlSite) -> Iterator[Fault]:
    """Cherche, quand la page parle de consentement, le droit de le retirer à tout moment.

    Biais : « se désinscrire » vaut retrait.

    ```html refusé confidentialite/index.html
    <h1>Confidentialité</h1> <p>La lettre est envoyée avec votre consentement.</p>
    ```

    ```html accepté confidentialite/index.html
    <h1>Confidentialité</h1>
    <p>La lettre est envoyée avec votre consentement, que vous retirez quand vous voulez.</p>
    ```
    """
    if not site.privacy_pages or not site.privacy.rests_on_consent:
        return
    if not site.privacy.tells_withdrawal:
        yield Fault(
            site.place(site.privacy_pages[0], "consenti|consentement"),
            "la politique de confidentialité ne dit pas que le consentement se retire",
            "Dites qu’il se retire à tout moment, et comment.",
            MISSING,
        )
