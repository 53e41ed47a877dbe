from collections.abc import Iterator

from comptoir.dates import french_date, short_date
from comptoir.rules import ERROR, MISSING, Fault, rule
from comptoir.rules.values.document import SalesDocument
from comptoir.site.wording import folded


@rule(
    "DOC009",
    "Date de la vente ou de la prestation",
    severity=ERROR,
    basis="CGI, ann. II, art. 242 nonies A, I-10° ; C. com., art. L441-9",
    surface=SalesDocument,
    seen="REF26",
)
def supply_date(doc: SalesDocument) -> Iterator[Fault]:
    """Cherche les factures dont la vente ou la prestation a un autre jour que la facture, sans que
    ce jour soit imprimé.

    Biais : une date inconnue n’est pas demandée ; la date peut être en chiffres ou en lettres.

    ```toml refusé
    supplied_on = 2026-11-20
    text = "Facture du 24 novembre 2026."
    ```

    ```toml accepté
    supplied_on = 2026-11-20
    text = "Facture du 24 novembre 2026, livrée le 20 novembre 2026."
    ```

    ```toml accepté
    supplied_on = 2026-11-20
    text = "Date de la vente : 20/11/2026"
    ```

    ```toml accepté
    supplied_on = 2026-11-24
    ```

    ```toml accepté
    text = "Facture d’un abonnement."
    ```
    """
    day = doc.supplied_on
    if not doc.is_invoice or day is None or day == doc.issued_on:
        return
    if not any(folded(written) in doc.words for written in (french_date(day), short_date(day))):
        found = "la date de la vente ou de la prestation n’est pas imprimée"
        yield Fault(doc.at("supplied_on"), found, "Ajoutez-la.", MISSING)
