from collections.abc import Iterator

from comptoir.rules import WARNING, Fault, rule
from comptoir.rules.banner import banner_of
from comptoir.site.html import HtmlPage
from comptoir.site.wording import folded


@rule(
    "CKI020",
    "Finalités cochées d’avance",
    severity=WARNING,
    basis="RGPD, art. 4.11 ; loi 78-17, art. 82",
    seen="CKI26",
    surface=HtmlPage,
)
def ticked_purposes(page: HtmlPage) -> Iterator[Fault]:
    """Cherche dans un bandeau les finalités cochées d’avance.

    Biais : une case désactivée, ou dont l’étiquette dit « nécessaire » ou « technique », n’est pas
    en faute.

    ```html refusé
    <div id="cookie-banner"><p>Cookies :</p>
    <label><input type="checkbox" name="m" checked> Mesure d’audience</label>
    <button>Accepter</button> <button>Refuser</button></div>
    ```

    ```html accepté
    <div id="cookie-banner"><p>Cookies :</p>
    <label><input type="checkbox" name="n" checked disabled> Nécessaires</label>
    <label><input type="checkbox" name="m"> Mesure d’audience</label>
    <button>Accepter</button> <button>Refuser</button></div>
    ```
    """
    banner = banner_of(page)
    if banner is None:
        return
    for node in banner.node.css("input[type=checkbox][checked]"):
        label = folded(page.access.name(node))
        needed = any(word in label for word in ("necessaire", "technique", "essentiel", "requis"))
        if "disabled" not in node.attributes and not needed:
            found = "une finalité de traceurs est cochée d’avance"
            yield Fault(page.place(node), found, "Laissez la case vide.")
