import re
from collections.abc import Iterator

from comptoir.rules import INFO, MISSING, Fault, rule
from comptoir.site.built import HtmlSite

SAID = re.compile(
    r"\bapres (?:votre|la|son) (?:mort|deces)|\bpost[- ]?mortem|\bdeces\b|\bdirectives\b|\bdefunt"
)


@rule(
    "PRV015",
    "Données après la mort",
    severity=INFO,
    basis="loi 78-17, art. 85",
    surface=HtmlSite,
)
def after_death(site: HtmlSite) -> Iterator[Fault]:
    """Cherche le droit de dire ce que deviendront ses données après sa mort.

    Biais : un mot (décès, directives) dans la politique de confidentialité suffit ; une page de
    moins de cinq cents signes n’est pas lue.

    ```html refusé confidentialite/index.html
    <h1>Confidentialité</h1> <p>Le responsable du traitement est l’association, 1 rue de l’Exemple,
    35000 Rennes. Vos données servent à vous répondre, sur la base de notre intérêt légitime à
    répondre à qui nous écrit. Elles sont lues par le bureau, conservées trois ans puis effacées.
    Vous pouvez y accéder, les rectifier, les effacer, en limiter l’usage, les emporter, vous y
    opposer, et adresser une réclamation à la CNIL. Nous ne les vendons pas, ne les louons pas et ne
    les transmettons à personne hors de France.</p>
    ```

    ```html accepté confidentialite/index.html
    <h1>Confidentialité</h1> <p>Dites ce que deviendront vos données après votre mort.</p>
    ```
    """
    plain = site.privacy.plain
    if site.privacy_pages and len(plain) > 500 and not SAID.search(plain):
        yield Fault(
            site.place(site.privacy_pages[0]),
            "la page ne dit rien des données après la mort",
            "Ajoutez que chacun peut laisser des directives sur ses données.",
            MISSING,
        )
