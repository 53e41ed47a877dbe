from collections.abc import Iterator

from comptoir.rules import INFO, TO_CHECK, Fault, rule
from comptoir.rules.banner import banner_of
from comptoir.site.html import HtmlPage


@rule(
    "CKI013",
    "Bandeau sans traceur",
    severity=INFO,
    basis="loi 78-17, art. 82",
    surface=HtmlPage,
)
def needless_banner(page: HtmlPage) -> Iterator[Fault]:
    """Cherche les bandeaux d’une page qui n’appelle aucun tiers et n’a aucun script en attente.

    Un site sans traceur n’a pas à en demander l’accord : le bandeau n’est que du bruit.

    Biais : un traceur déposé par le serveur lui-même ne se voit pas.

    ```html refusé
    <div id="cookie-banner"><p>Cookies de mesure.</p> <button>Accepter</button>
    <button>Refuser</button></div>
    ```

    ```html accepté
    <script type="text/plain" src="https://www.googletagmanager.com/gtag/js"></script>
    <div id="cookie-banner"><p>Cookies de mesure.</p> <button>Accepter</button>
    <button>Refuser</button></div>
    ```
    """
    banner = banner_of(page)
    if banner is None or page.calls or page.mentions("document.cookie"):
        return
    scripts = page.tags.get("script", ())
    outside = any("src" in node.attributes or node.attributes.get("type") for node in scripts)
    if not outside and not any(len(text) > 400 for _, text in page.scripts):
        yield Fault(
            page.place(banner.node),
            "la page montre un bandeau et n’appelle aucun traceur",
            "Retirez le bandeau, s’il n’y a rien à demander.",
            TO_CHECK,
        )
