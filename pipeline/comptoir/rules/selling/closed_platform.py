import re
from collections.abc import Iterator
from datetime import date

from comptoir.errors import Place
from comptoir.rules import ERROR, Fault, rule
from comptoir.site.html import HtmlPage
from comptoir.site.markdown import links_in
from comptoir.site.source import SourcePage

ADDRESS = re.compile(r"ec\.europa\.eu/(?:consumers/odr|odr)|webgate\.ec\.europa\.eu/odr", re.I)
FOUND = "la page renvoie à la plateforme européenne de règlement des litiges, fermée"
REMEDY = "Retirez ce renvoi : la plateforme a fermé le 20/07/2025. Nommez votre médiateur."


@rule(
    "CGV012",
    "Plateforme européenne fermée",
    severity=ERROR,
    basis="règlement (UE) 2024/3228",
    seen="ODR",
    surface=HtmlPage,
    since=date(2025, 7, 20),
    holds=False,
)
def closed_platform(page: HtmlPage) -> Iterator[Fault]:
    """Cherche les liens vers la plateforme européenne de règlement en ligne des litiges, fermée
    depuis le 20 juillet 2025.

    Biais : seuls les liens ; la plateforme nommée pour dire qu’elle a fermé n’est pas en faute.

    ```html refusé
    <p>Litige : <a href="https://ec.europa.eu/consumers/odr/">plateforme européenne</a></p>
    ```

    ```html accepté
    <p>La plateforme européenne de règlement en ligne des litiges a fermé en 2025.</p>
    ```

    ```markdown refusé
    Voyez la [plateforme européenne](https://ec.europa.eu/consumers/odr/).
    ```
    """
    if "ec.europa.eu" not in page.targets:
        return
    for link in page.links:
        if ADDRESS.search(link.href):
            yield Fault(page.place(link.node), FOUND, REMEDY)


@closed_platform.on(SourcePage)
def in_markdown(page: SourcePage) -> Iterator[Fault]:
    for link in links_in(page.body):
        if ADDRESS.search(link.url):
            yield Fault(Place(page.path, page.body_line + link.line - 1), FOUND, REMEDY)
