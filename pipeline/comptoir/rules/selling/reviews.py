import re
from collections.abc import Iterator

from comptoir.rules import ERROR, MISSING, TO_CHECK, Fault, rule
from comptoir.rules.commerce import to_consumers
from comptoir.site.html import HtmlPage
from comptoir.site.wording import folded

REVIEWS = re.compile(r"\bavis (?:de nos |des )?(?:clients?|utilisateurs|consommateurs|verifies)\b")
METHOD = re.compile(
    r"verifi\w*|controle\w* (?:des )?avis|avis (?:ne )?(?:sont|font)|moderation|non verifie|"
    r"criteres? de classement|comment (?:sont|nous) [^.]{0,40}avis"
)
STARS = re.compile(r'"@type"\s*:\s*"(?:AggregateRating|Review)"')


@rule(
    "CGV021",
    "Avis de consommateurs",
    severity=ERROR,
    basis="C. conso, L111-7-2 et D111-16",
    surface=HtmlPage,
    applies=to_consumers,
)
def reviews(page: HtmlPage) -> Iterator[Fault]:
    """Cherche les pages qui montrent des avis de clients sans dire s’ils sont vérifiés, ni comment.

    Biais : un titre « Avis de nos clients » ou des données de note sont cherchés ; des notes sans
    titre d’avis ne donnent qu’un constat à vérifier.

    ```html refusé profil=seller
    <h1>Le kit</h1> <h2>Avis de nos clients</h2> <p>Très bien !</p>
    ```

    ```html accepté profil=seller
    <h1>Le kit</h1> <h2>Avis de nos clients</h2> <p>Ces avis ne sont pas vérifiés ; le plus récent
    est en premier.</p>
    ```
    """
    rated = page.mentions("rating") and STARS.search(page.source)
    if not rated and not page.tells("avis"):
        return
    titled = next((h for h in page.headings if REVIEWS.search(folded(h.text))), None)
    if titled is None and not rated:
        return
    if METHOD.search(page.said):
        return
    found = "la page montre des avis sans dire s’ils sont vérifiés, ni comment ils sont classés"
    remedy = "Dites si les avis sont vérifiés et comment, leur date, et l’ordre choisi."
    if titled is not None:
        yield Fault(page.place(titled.node), found, remedy, MISSING)
    else:
        yield Fault(page.place(), found, remedy, TO_CHECK)
