import re
from collections.abc import Iterator

from comptoir.rules import MISSING, WARNING, Fault, rule
from comptoir.rules.commerce import legal_text, online, terms_pages
from comptoir.site.built import HtmlSite
from comptoir.text import french_list

MEANS = re.compile(
    r"\bcartes? (?:bancaires?|bleue)|\bpar carte\b|\bvirement|\bcheques?\b|\bpaypal\b|"
    r"\bmoyens? de paiement|\bprelevement|\bespeces\b"
)
LIMITS = re.compile(
    r"\blivr\w+|\bexpedi\w+|\benvoi\w*|\bretrait\b|\bfrance (?:metropolitaine|entiere)|\bseance|"
    r"\ba distance\b|\bsur place\b"
)


@rule(
    "CGV010",
    "Moyens de paiement et limites de livraison",
    severity=WARNING,
    basis="C. conso, L221-14 dernier al.",
    surface=HtmlSite,
    applies=online,
)
def recap(site: HtmlSite) -> Iterator[Fault]:
    """Cherche les moyens de paiement et les limites de livraison, dus au plus tard au début de la
    commande.

    Biais : les dire dans les conditions de vente suffit ici ; le parcours de commande ne se voit
    pas.

    ```projet refusé profil=seller
    === cgv.html
    <h1>Conditions générales de vente</h1> <p>Prix en euros TTC. Rétractation : 14 jours.</p>
    ```

    ```projet accepté profil=seller
    === cgv.html
    <h1>Conditions générales de vente</h1> <p>Paiement par carte bancaire ou par chèque. Livraison
    en France métropolitaine.</p>
    ```
    """
    pages = terms_pages(site)
    if not any(page.blocks for page in pages):
        return
    text = legal_text(site)
    checks = (
        (bool(MEANS.search(text)), "les moyens de paiement"),
        (bool(LIMITS.search(text)), "les limites de livraison"),
    )
    missing = [words for there, words in checks if not there]
    if missing:
        yield Fault(
            site.place(pages[0]),
            f"les conditions de vente ne disent pas {french_list(missing)}",
            "Dites-les ici et au début de la commande.",
            MISSING,
        )
