import re
from collections.abc import Iterator

from comptoir.errors import Place
from comptoir.rules import MISSING, WARNING, Fault, rule
from comptoir.rules.commerce import terms_pages, terms_text, to_consumers
from comptoir.site.built import HtmlSite

ADVANCE = re.compile(
    r"\b(?:versement|somme|reglement|paiement)s? (?:d'avance|versees? d'avance|anticipe\w*|a la "
    r"(?:commande|reservation) de \d+ ?%)|\b\d+ ?% (?:a la commande|a la reservation)"
)
NAMED = re.compile(r"\bacomptes?\b|\barrhes\b")


@rule(
    "CGV026",
    "Acompte ou arrhes",
    severity=WARNING,
    basis="C. conso, L214-1",
    surface=HtmlSite,
    applies=to_consumers,
)
def deposit_wording(site: HtmlSite) -> Iterator[Fault]:
    """Cherche les conditions qui demandent une somme d’avance sans dire si ce sont des arrhes ou un
    acompte.

    Dans le silence, ce sont des arrhes : chacun peut renoncer.

    Biais : l’un des deux mots, n’importe où dans les conditions, suffit.

    ```projet refusé profil=seller
    === cgv.html
    <h1>Conditions générales de vente</h1> <p>30 % à la commande, le reste au retrait.</p>
    ```

    ```projet accepté profil=seller
    === cgv.html
    <h1>Conditions générales de vente</h1> <p>30 % à la commande, à titre d’arrhes.</p>
    ```
    """
    text = terms_text(site)
    if ADVANCE.search(text) and not NAMED.search(text):
        yield Fault(
            Place(terms_pages(site)[0].shown),
            "une somme est demandée d’avance, sans dire si ce sont des arrhes ou un acompte",
            "Écrivez l’un des deux mots : ils n’engagent pas de la même façon.",
            MISSING,
        )
