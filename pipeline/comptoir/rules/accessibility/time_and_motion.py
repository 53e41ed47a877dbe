from collections.abc import Iterator

from comptoir.rules import WARNING, Fault, rule
from comptoir.site.html import HtmlPage

MOVING = ("marquee", "blink")


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
    for content in page.metas.get("refresh", ())[:1]:
        seconds = content.replace(",", ";").partition(";")[0].strip()
        if seconds.isdigit() and 0 < int(seconds) < 72000:
            found = "la page se recharge ou change toute seule"
            node = next(
                (n for n in page.all("meta")
                 if (n.attributes.get("http-equiv") or "").lower() == "refresh"), None,
            )  # fmt: skip
            yield Fault(page.place(node), found, "Laissez le lecteur décider.")
    for node in page.all(*MOVING):
        found = "un texte défile ou clignote sans fin"
        yield Fault(page.place(node), found, "Laissez-le immobile.")
