import re
from collections.abc import Iterator

from comptoir.rules import ERROR, MISSING, Fault, rule
from comptoir.rules.values.receipt import DuesPaper
from comptoir.text import french_list

INVOICE = re.compile(r"(?<!pas une )(?<!ni une )(?<!ni )\bfacture\b(?! d'electricite)")


@rule(
    "DOC048",
    "Reçu de cotisation",
    severity=ERROR,
    basis="CGI, art. 256 ; statuts",
    surface=DuesPaper,
)
def dues_receipt(paper: DuesPaper) -> Iterator[Fault]:
    """Cherche les reçus de cotisation sans période, montant, date ou moyen de paiement, et ceux qui
    se disent une facture ou portent de la TVA : une cotisation n’est pas une vente.

    Biais : une cotisation avec contrepartie taxée se facture, et ne passe pas par ce reçu.

    ```toml refusé
    period = "du 1er septembre 2026 au 31 août 2027"
    amount = "22.00"
    paid_on = 2026-09-12
    ```

    ```toml refusé
    period = "2026-2027"
    amount = "22.00"
    paid_on = 2026-09-12
    method = "chèque"
    tax = "3.67"
    ```

    ```toml refusé
    period = "2026-2027"
    amount = "22.00"
    paid_on = 2026-09-12
    method = "chèque"
    text = "Facture de cotisation"
    ```

    ```toml accepté
    period = "du 1er septembre 2026 au 31 août 2027"
    amount = "22.00"
    paid_on = 2026-09-12
    method = "chèque"
    text = "Reçu de cotisation. Il n’est ni une facture, ni un reçu fiscal."
    ```
    """
    lacks = {
        "l’adhérent": not paper.member,
        "la période": not paper.period,
        "le montant": not paper.amount,
        "la date du paiement": paper.paid_on is None,
        "le moyen de paiement": not paper.method,
    }
    if missing := [what for what, holds in lacks.items() if holds]:
        yield Fault(
            paper.at(), f"il manque à ce reçu {french_list(missing)}", "Complétez-le.", MISSING
        )
    if paper.tax:
        yield Fault(paper.at("tax"), "ce reçu porte de la TVA", "Une cotisation n’en porte pas.")
    if INVOICE.search(paper.words):
        yield Fault(
            paper.at("texte"), "ce reçu se dit une facture", "Nommez-le reçu de cotisation."
        )
