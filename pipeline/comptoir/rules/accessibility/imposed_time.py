import re
from collections.abc import Iterator

from comptoir.rules import WARNING, Fault, rule
from comptoir.site.html import HtmlPage

# The shared declarative refresh steps of HTML: whole seconds, then an address or nothing.
REFRESH = re.compile(r"\s*(?P<time>\d+)(?:\.[\d.]*)?\s*(?:\Z|[;,\s])")
LONGEST = 72_000  # seconds: twenty hours (WCAG 2.2.1)


@rule(
    "ACC027",
    "Temps imposé",
    severity=WARNING,
    basis="RGAA 13.1",
    seen="RGAA",
    surface=HtmlPage,
    act=("bc659a",),
)
def imposed_time(page: HtmlPage) -> Iterator[Fault]:
    """Cherche les pages qui se rechargent ou changent toutes seules.

    Biais : une redirection immédiate n’est pas en faute ; les scripts ne sont pas lus.

    ```html refusé
    <!doctype html><html lang="fr"><head><title>A</title>
    <meta http-equiv="refresh" content="30"></head><body><h1>A</h1></body></html>
    ```

    ```html accepté
    <h1>Accueil</h1> <p>Rien ne bouge.</p>
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
