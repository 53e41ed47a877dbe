import re
from collections.abc import Iterator

from comptoir.rules import MISSING, WARNING, Fault, Scope, kinds, rule
from comptoir.settings.organisation import Kind
from comptoir.site.built import HtmlSite
from comptoir.site.identity import one_spaced

LABEL = re.compile(
    r"\bentrepreneu(?:r|se) individuel(?:le)?\b|(?<!\w)E\.?I\.?(?!\w)", re.IGNORECASE
)


@rule(
    "MEN010",
    "« EI » près du nom",
    severity=WARNING,
    basis="C. com., R526-27",
    surface=HtmlSite,
    applies=kinds(Kind.SOLE_TRADER),
)
def sole_trader_label(site: HtmlSite, scope: Scope) -> Iterator[Fault]:
    """Cherche « entrepreneur individuel » ou « EI » dans les mentions légales.

    Biais : la mention est acceptée n’importe où dans la page, pas seulement contre le nom.

    ```html refusé mentions-legales/index.html profil=sole-trader
    <h1>Mentions légales</h1> <p>Camille Exemple, 1 rue de l’Exemple, 35000 Rennes</p>
    ```

    ```html accepté mentions-legales/index.html profil=sole-trader
    <h1>Mentions légales</h1> <p>Camille Exemple EI, 1 rue de l’Exemple, 35000 Rennes</p>
    ```
    """
    if site.notice_pages and not LABEL.search(one_spaced(site.notice.text)):
        yield Fault(
            site.place(site.notice_pages[0]),
            "les mentions légales ne disent pas « entrepreneur individuel » ou « EI »",
            "Écrivez l’une des deux mentions juste avant ou après le nom.",
            MISSING,
        )
