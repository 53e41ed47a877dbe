import re
from collections.abc import Iterator

from comptoir.law.dictated import ALCOHOL, CREDIT
from comptoir.rules import ERROR, MISSING, TO_CHECK, Fault, Scope, rule
from comptoir.rules.commerce import to_consumers
from comptoir.site.html import HtmlPage

CREDIT_AD = re.compile(r"\btaeg\b|\btaux debiteur\b|\bcredit (?:affecte|renouvelable|gratuit)\b")
ALCOHOL_AD = re.compile(
    r"\bnos (?:vins|bieres|spiritueux|champagnes|cidres|alcools)\b|\bcarte des vins\b|"
    r"\bvente de (?:vins?|bieres?|spiritueux|champagne)\b"
)

CREDITS = ("taeg", "taux debiteur", "credit affecte", "credit renouvelable", "credit gratuit")
DRINKS = ("nos vins", "nos b", "nos s", "nos c", "nos a", "carte des vins", "vente de ")


@rule(
    "PUB012",
    "Messages dictés par la loi",
    severity=ERROR,
    basis="C. conso, L312-5 ; CSP, L3323-4",
    surface=HtmlPage,
    applies=to_consumers,
)
def dictated_messages(page: HtmlPage, scope: Scope) -> Iterator[Fault]:
    """Cherche les pages qui proposent un crédit sans le message dicté, ou des boissons alcooliques
    sans « L’abus d’alcool est dangereux pour la santé ».

    Biais : un crédit n’est vu qu’à son TAEG ou à son nom légal ; un paiement en trois fois ne l’est
    pas. L’alcool ne donne qu’un constat à vérifier.

    ```html refusé profil=seller
    <h1>Payer à crédit</h1> <p>TAEG fixe 4,9 % sur douze mois.</p>
    ```

    ```html accepté profil=seller
    <h1>Payer à crédit</h1> <p>TAEG fixe 4,9 %. Un crédit vous engage et doit être remboursé.
    Vérifiez vos capacités de remboursement avant de vous engager.</p>
    ```
    """
    if not page.tells(*CREDITS, *DRINKS):
        return
    text = page.said
    if CREDIT_AD.search(text) and not CREDIT.pattern.search(text):
        place = page.place_of(r"taeg|taux d|cr(é|&eacute;|e)dit")
        found = "la page propose un crédit sans le message dicté par la loi"
        yield Fault(place, found, f"Écrivez « {CREDIT.words} »", MISSING)
    if ALCOHOL_AD.search(text) and not ALCOHOL.pattern.search(text):
        found = "la page vante des boissons alcooliques sans le message dicté par la loi"
        yield Fault(page.place(), found, f"Écrivez « {ALCOHOL.words} ».", TO_CHECK)
