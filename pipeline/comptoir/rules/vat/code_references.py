import re
from collections.abc import Iterator

from comptoir.dates import short_date
from comptoir.law.mentions import CGI_UNTIL, CIBS_FROM
from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.values.document import SalesDocument

CIBS = re.compile(r"\bcibs\b|code des impositions sur les biens et services")
CGI = re.compile(r"\bcgi\b|code general des impots")


@rule(
    "VAT026",
    "Du CGI au CIBS",
    severity=ERROR,
    basis="ord. 2025-1247 et 2026-671",
    surface=SalesDocument,
    seen="REF26",
)
def code_references(doc: SalesDocument) -> Iterator[Fault]:
    """Cherche, sur une facture, un article du CIBS cité avant le 1er janvier 2027, et un article du
    CGI ou de son annexe cité pour la TVA après le 30 juin 2028. Entre les deux, l’un et l’autre se
    citent.

    Biais : seule la date du document compte ; le CGI cité pour un don n’est pas jugé.

    ```toml refusé
    issued_on = 2026-11-24
    text = "TVA non applicable, art. L. 223-1 du CIBS."
    ```

    ```toml refusé
    issued_on = 2028-07-01
    text = "TVA non applicable, art. 293 B du CGI."
    ```

    ```toml accepté
    issued_on = 2026-11-24
    text = "TVA non applicable, art. 293 B du CGI."
    ```

    ```toml accepté
    issued_on = 2028-06-30
    text = "TVA non applicable, art. 293 B du CGI."
    ```

    ```toml accepté
    issued_on = 2027-02-01
    text = "TVA non applicable, art. L. 223-1 du CIBS."
    ```
    """
    if not doc.is_invoice:
        return
    if doc.issued_on < CIBS_FROM and CIBS.search(doc.words):
        found = f"le CIBS ne s’applique à la TVA qu’à partir du {short_date(CIBS_FROM)}"
        yield Fault(doc.at("mentions"), found, "Citez encore le CGI.")
    if doc.issued_on > CGI_UNTIL and CGI.search(doc.words):
        found = f"le CGI ne se cite plus pour la TVA depuis le {short_date(CGI_UNTIL)}"
        yield Fault(
            doc.at("mentions"), found, "Citez l’article du CIBS, d’après la table officielle."
        )
