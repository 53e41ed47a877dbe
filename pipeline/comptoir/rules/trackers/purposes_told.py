import re
from collections.abc import Iterator

from comptoir.rules import ERROR, MISSING, Fault, rule
from comptoir.rules.banner import banner_of
from comptoir.site.html import HtmlPage

PURPOSES = re.compile(
    r"\bmesur\w+|\baudience\b|\bstatisti\w+|\bpublicit\w+|\bpersonnalis\w+|\bvideos?\b|\bcartes?\b|"
    r"\breseaux sociaux|\bfinalites?\b|\bfrequentation\b|\bfonctionnement\b|\bpartage\b"
)


@rule(
    "CKI009",
    "Bandeau sans finalité",
    severity=ERROR,
    basis="loi 78-17, art. 82 ; CNIL, lignes directrices 2020-091",
    seen="CKI26",
    surface=HtmlPage,
)
def purposes_told(page: HtmlPage) -> Iterator[Fault]:
    """Cherche les bandeaux qui demandent un accord sans dire à quoi servent les traceurs.

    Biais : un seul mot de finalité (audience, publicité, vidéo…) dans le bandeau suffit.

    ```html refusé
    <div class="cookie-notice"><p>Ce site utilise des cookies pour une meilleure expérience.</p>
    <button>Accepter</button> <button>Refuser</button></div>
    ```

    ```html accepté
    <div class="cookie-notice"><p>Ces cookies servent à mesurer l’audience.</p>
    <button>Accepter</button> <button>Refuser</button></div>
    ```
    """
    banner = banner_of(page)
    if banner is not None and banner.accepts and not PURPOSES.search(banner.text):
        yield Fault(
            page.place(banner.node),
            "le bandeau ne dit pas à quoi servent les traceurs",
            "Dites chaque finalité, et qui dépose les traceurs.",
            MISSING,
        )
