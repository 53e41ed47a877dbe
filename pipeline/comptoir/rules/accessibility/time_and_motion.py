import re
from collections.abc import Iterator

from comptoir.rules import WARNING, Fault, rule
from comptoir.site.html import HtmlPage

MOVING = ("marquee", "blink")
# The shared declarative refresh steps of HTML: whole seconds, then an address or nothing.
REFRESH = re.compile(r"\s*(?P<time>\d+)(?:\.[\d.]*)?\s*(?:\Z|[;,\s])")
LONGEST = 72_000  # seconds: twenty hours (WCAG 2.2.1)


@rule(
    "ACC027",
    "Temps imposé et mouvement",
    severity=WARNING,
    basis="RGAA 13.1 et 13.8",
    seen="RGAA",
    surface=HtmlPage,
    act=("bc659a",),
)
def time_and_motion(page: HtmlPage) -> Iterator[Fault]:
    """Cherche les pages qui se rechargent toutes seules, et les textes qui défilent ou clignotent.

    Biais : une redirection immédiate n’est pas en faute ; les mouvements d’une feuille de style ne
    sont pas lus.

    ```html refusé
    <!doctype html><html lang="fr"><head><title>A</title>
    <meta http-equiv="refresh" content="30"></head><body><h1>A</h1></body></html>
    ```

    ```html accepté
    <h1>Accueil</h1> <p>Rien ne bouge.</p>
    ```

    ```html refusé
    <marquee>Promotion !</marquee>
    ```
    """
    for node in page.all("meta") if "refresh" in page.metas else ():
        attributes = node.attributes
        if (attributes.get("http-equiv") or "").strip().lower() != "refresh":
            continue
        said = REFRESH.match(attributes.get("content") or "")
        if said is None:
            continue
        if 0 < int(said["time"]) <= LONGEST:
            found = "la page se recharge ou change toute seule"
            yield Fault(page.place(node), found, "Laissez le lecteur décider.")
        break  # a browser follows the first that says something
    for node in page.all(*MOVING):
        found = "un texte défile ou clignote sans fin"
        yield Fault(page.place(node), found, "Laissez-le immobile.")
