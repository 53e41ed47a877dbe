import re
from collections.abc import Iterator

from comptoir.errors import Place
from comptoir.rules import INFO, MISSING, WARNING, Fault, rule
from comptoir.rules.commerce import businesses, legal_text, terms_pages
from comptoir.site.built import HtmlSite
from comptoir.text import french_list

PENALTIES = re.compile(r"penalites? (?:de retard|au taux)|(?:interets?|indemnites?) de retard")
COSTS = re.compile(r"\b40 ?(?:€|euros)|indemnite forfaitaire")
DELAY = re.compile(
    r"\b(?:a|sous|dans (?:les|un delai de)) (?:30|trente|45|60|soixante) jours|"
    r"\bdelais? de (?:paiement|reglement)|comptant|a (?:la )?(?:reception|commande)"
)


@rule(
    "CGV025",
    "Conditions de paiement entre professionnels",
    severity=WARNING,
    basis="C. com., L441-1 et L441-10",
    seen="REF26",
    surface=HtmlSite,
    applies=businesses,
)
def trade_terms(site: HtmlSite) -> Iterator[Fault]:
    """Cherche dans les conditions de vente publiées le délai de paiement, les pénalités de retard
    et l’indemnité de 40 € dues entre professionnels.

    Les communiquer sur demande suffit à la loi : un site qui ne publie pas de conditions n’est pas
    en faute, et ce qui manque n’est qu’une information.

    Biais : l’absence des trois à la fois n’est pas relevée : les conditions sont celles des
    consommateurs.

    ```projet refusé profil=seller
    === cgv.html
    <h1>Conditions générales de vente</h1> <p>Entre professionnels : pénalités de retard au taux
    de la BCE majoré de dix points.</p>
    ```

    ```projet accepté profil=seller
    === cgv.html
    <h1>Conditions générales de vente</h1> <p>Entre professionnels : paiement à 30 jours,
    pénalités de retard au taux de la BCE majoré de dix points, indemnité forfaitaire de 40 €.</p>
    ```
    """
    pages = terms_pages(site)
    text = legal_text(site)
    checks = (
        (bool(DELAY.search(text)), "le délai de paiement"),
        (bool(PENALTIES.search(text)), "les pénalités de retard"),
        (bool(COSTS.search(text)), "l’indemnité forfaitaire de 40 €"),
    )
    missing = [words for there, words in checks if not there]
    if pages and missing and PENALTIES.search(text):
        yield Fault(
            Place(pages[0].shown),
            f"les conditions entre professionnels ne disent pas {french_list(missing)}",
            "Écrivez-le : ces mentions sont dues aussi sur les factures.",
            MISSING,
            INFO,
        )
