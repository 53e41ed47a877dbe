from collections.abc import Iterator

from comptoir.rules import ERROR, MISSING, Fault, Scope, rule
from comptoir.rules.collecting import lacking
from comptoir.site.built import HtmlSite
from comptoir.site.wording import says


@rule(
    "PRV006",
    "Destinataires des données",
    severity=ERROR,
    basis="RGPD, art. 13.1.e",
    surface=HtmlSite,
)
def recipients(site: HtmlSite, scope: Scope) -> Iterator[Fault]:
    """Cherche qui reçoit les données, sous-traitants du profil compris.

    Biais : sans profil, tout mot qui parle de destinataires suffit ; avec un profil, le nom de
    chaque sous-traitant est cherché dans les pages légales.

    ```html refusé confidentialite/index.html
    <h1>Confidentialité</h1> <p>Vos données sont utilisées pour vous répondre.</p>
    ```

    ```html accepté confidentialite/index.html
    <h1>Confidentialité</h1>
    <p>Destinataires : le bureau, et notre hébergeur, Hébergement Fictif SCOP.</p>
    ```
    """
    if not site.privacy_pages:
        return
    at, privacy = site.place(site.privacy_pages[0]), site.privacy
    if not privacy.gives_recipients:
        found = "la politique de confidentialité ne dit pas qui reçoit les données"
        yield lacking(site, at, found, "Écrivez les destinataires, sous-traitants compris.")
        return
    for processor in scope.organisation.processors if scope.organisation else ():
        if not says(privacy.flat, processor.name) and not says(site.notice.flat, processor.name):
            found = "un sous-traitant du profil n’est pas nommé dans les pages légales"
            remedy = f"Nommez « {processor.name} » parmi les destinataires."
            yield Fault(at, found, remedy, MISSING)
