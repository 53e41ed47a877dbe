import re
from collections.abc import Iterator

from comptoir.rules import TO_CHECK, WARNING, Fault, rule
from comptoir.rules.banner import banner_of
from comptoir.site.html import HtmlPage

WALL = re.compile(
    r"\bs'abonner (?:pour|et|ou) [^.]{0,40}(?:refus|sans|accept)|\baccepter (?:ou|et) (?:payer|"
    r"s'abonner)|\bcontinuer sans accepter (?:en|pour) [^.]{0,20}(?:€|abonn|payant)|"
    r"\b(?:vous devez|il faut|obligatoire d') ?accepter"
)


@rule(
    "CKI018",
    "Accord exigé pour lire",
    severity=WARNING,
    basis="loi 78-17, art. 82",
    seen="CKI26",
    surface=HtmlPage,
)
def consent_wall(page: HtmlPage) -> Iterator[Fault]:
    """Cherche les bandeaux qui ne laissent lire le site qu’à qui accepte, ou paie.

    Biais : des tournures franches (« accepter ou s’abonner »), à vérifier.

    ```html refusé
    <div id="cookie-wall"><p>Cookies publicitaires : accepter ou s’abonner.</p>
    <button>Accepter</button></div>
    ```

    ```html accepté
    <div id="cookie-wall"><p>Cookies publicitaires : à vous de choisir.</p>
    <button>Accepter</button> <button>Refuser</button></div>
    ```
    """
    banner = banner_of(page)
    if banner is not None and WALL.search(banner.text):
        yield Fault(
            page.place(banner.node),
            "le bandeau semble réserver la lecture à qui accepte ou paie",
            "Offrez une autre voie réelle et équitable, ou laissez lire sans accord.",
            TO_CHECK,
        )
