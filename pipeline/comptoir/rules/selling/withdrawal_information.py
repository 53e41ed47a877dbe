import re
from collections.abc import Iterator

from comptoir.rules import ERROR, MISSING, Fault, Scope, rule
from comptoir.rules.commerce import legal_text, online, terms_pages
from comptoir.site.built import HtmlSite
from comptoir.text import french_list

RIGHT = re.compile(r"\bretract\w+")
DAYS = re.compile(r"\b(?:14|quatorze) ?(?:\(14\) )?jours?")
FORM = re.compile(
    r"formulaire (?:type )?(?:de |d'|en ligne de )?retract|modele de (?:formulaire|lettre)|"
    r"(?:vous|je|nous) (?:vous )?notifi\w+[^.]{0,60}retract"
)
COST = re.compile(
    r"(?:frais|cout|charge)s?[^.]{0,60}(?:retour|renvoi|reexpedition)|"
    r"(?:retour|renvoi|renvoye\w*|renvoyez)[^.]{0,80}(?:frais|charge|cout|gratuit)"
)


@rule(
    "CGV006",
    "Information sur la rétractation",
    severity=ERROR,
    basis="C. conso, L221-5, L221-18 et R221-1",
    seen="LDR",
    surface=HtmlSite,
    applies=online,
)
def withdrawal_information(site: HtmlSite, scope: Scope) -> Iterator[Fault]:
    """Cherche dans les conditions de vente le droit de rétractation : quatorze jours, le
    formulaire type, et qui paie le retour.

    Biais : des mots voisins suffisent ; le paiement du retour n’est demandé qu’aux vendeurs de
    biens.

    ```projet refusé profil=seller
    === cgv.html
    <h1>Conditions générales de vente</h1> <p>Les ventes sont fermes. Prix en euros TTC.</p>
    ```

    ```projet accepté profil=seller
    === cgv.html
    <h1>Conditions générales de vente</h1> <p>Vous avez quatorze jours pour vous rétracter, par
    exemple avec ce formulaire de rétractation. Les frais de retour sont à votre charge.</p>
    ```
    """
    pages = terms_pages(site)
    if not pages or not any(page.blocks for page in pages):
        return
    text = legal_text(site)
    sells_goods = bool(scope.organisation and scope.organisation.sells.goods)
    checks = [
        (bool(RIGHT.search(text)), "le droit de rétractation"),
        (bool(DAYS.search(text)), "les quatorze jours"),
        (bool(FORM.search(text)), "le formulaire type"),
        (not sells_goods or bool(COST.search(text)), "les frais de retour"),
    ]
    missing = [words for there, words in checks if not there]
    if missing:
        yield Fault(
            site.place(pages[0]),
            f"les conditions de vente ne disent rien de : {french_list(missing)}",
            "Reprenez le modèle annexé à l’article R221-1 du code de la consommation.",
            MISSING,
        )
