import re
from collections.abc import Iterator

from comptoir.rules import ERROR, MISSING, Fault, rule
from comptoir.rules.banner import banner_of
from comptoir.site.html import HtmlPage
from comptoir.site.wording import folded

MANAGE = re.compile(
    r"\bcookies?\b|\btraceurs?\b|\b(?:gerer|modifier|changer) (?:mes|vos|les) (?:choix|preferences|"
    r"consentements?)|\bpreferences de confidentialite"
)


@rule(
    "CKI010",
    "Changer d’avis",
    severity=ERROR,
    basis="loi 78-17, art. 82 ; RGPD, art. 7.3",
    seen="CKI26",
    surface=HtmlPage,
)
def change_of_mind(page: HtmlPage) -> Iterator[Fault]:
    """Cherche, hors du bandeau, le lien ou le bouton qui permet de changer d’avis sur les traceurs.

    Biais : un lien « Cookies » ou « Gérer mes choix », n’importe où hors du bandeau, suffit.

    ```html refusé
    <div id="cookie-banner"><p>Cookies de mesure.</p> <button>Accepter</button>
    <button>Refuser</button></div>
    ```

    ```html accepté
    <div id="cookie-banner"><p>Cookies de mesure.</p> <button>Accepter</button>
    <button>Refuser</button></div> <footer><a href="#choix">Gérer les cookies</a></footer>
    ```
    """
    banner = banner_of(page)
    if banner is None or not banner.accepts:
        return
    inside = [*banner.node.css("a"), *banner.node.css("button")]
    for node in page.all("a", "button"):
        if MANAGE.search(folded(page.access.name(node))) and node not in inside:
            return
    yield Fault(
        page.place(banner.node),
        "une fois le bandeau fermé, rien ne permet de changer d’avis sur les traceurs",
        "Mettez un lien « Gérer les cookies » dans le pied de toutes les pages.",
        MISSING,
    )
