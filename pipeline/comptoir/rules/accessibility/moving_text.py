from collections.abc import Iterator

from comptoir.rules import WARNING, Fault, rule
from comptoir.site.html import HtmlPage

MOVING = ("marquee", "blink")


@rule(
    "ACC053",
    "Texte qui défile ou clignote",
    severity=WARNING,
    basis="RGAA 13.8",
    seen="RGAA",
    surface=HtmlPage,
)
def moving_text(page: HtmlPage) -> Iterator[Fault]:
    """Cherche les textes qui défilent ou clignotent sans fin.

    Biais : les mouvements d’une feuille de style ou d’un script ne sont pas lus.

    ```html refusé
    <marquee>Promotion !</marquee>
    ```

    ```html accepté
    <h1>Accueil</h1> <p>Rien ne bouge.</p>
    ```
    """
    for node in page.all(*MOVING):
        found = "un texte défile ou clignote sans fin"
        yield Fault(page.place(node), found, "Laissez-le immobile.")
