import re
from collections.abc import Iterator

from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.values.concerned import small_business
from comptoir.rules.values.document import SalesDocument

ZERO_RATE = re.compile(r"\btva(?: a| au taux de)? ?:? ?0(?:,0+)? ?%")


@rule(
    "VAT014",
    "Franchise en base, sans trace de TVA",
    severity=ERROR,
    basis="CGI, art. 293 B s.",
    surface=SalesDocument,
    seen="KH17",
    applies=small_business,
)
def franchise_consistent(doc: SalesDocument) -> Iterator[Fault]:
    """Cherche, sur une facture d’un organisme en franchise, un montant de TVA, un « TVA 0 % », ou
    une catégorie de TVA autre qu’exonérée : les montants sont nets, et la mention de l’article 293
    B suffit.

    Biais : la mention elle-même n’est pas une trace de TVA ; son absence, DOC025 la dit.

    ```toml refusé
    text = "Total HT 100,00 €. TVA 0 % : 0,00 €."
    [organisation.vat]
    regime = "franchise"
    ```

    ```toml refusé
    lines = [{ category = "S" }]
    text = "TVA non applicable, art. 293 B du CGI."
    [organisation.vat]
    regime = "franchise"
    ```

    ```toml accepté
    lines = [{ category = "E" }]
    text = "Total net 100,00 €. TVA non applicable, art. 293 B du CGI."
    [organisation.vat]
    regime = "franchise"
    ```

    ```toml accepté
    text = "Total HT 100,00 €. TVA 0 % : 0,00 €."
    [organisation.vat]
    regime = "real"
    ```
    """
    if not doc.is_invoice:
        return
    if doc.tax or any(row.tax for row in doc.vat):
        yield Fault(
            doc.at("vat"), "cette facture porte de la TVA", "Retirez-la : affichée, elle est due."
        )
    if ZERO_RATE.search(doc.words):
        found = "cette facture écrit une TVA à 0 %"
        yield Fault(doc.at("mentions"), found, "La mention de l’article 293 B la remplace.")
    if any(line.category not in ("", "E", "O") for line in doc.lines):
        found = "une ligne a une catégorie de TVA taxée"
        yield Fault(doc.at("lignes"), found, "Employez la catégorie E.")
