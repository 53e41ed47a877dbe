from collections.abc import Iterator

from comptoir.rules import ERROR, MISSING, Fault, rule
from comptoir.rules.values.document import SalesDocument


@rule(
    "DOC028",
    "Facture rectificative",
    severity=ERROR,
    basis="CGI, art. 289, I-5",
    surface=SalesDocument,
    seen="REF26",
)
def corrective_invoice(doc: SalesDocument) -> Iterator[Fault]:
    """Cherche les factures rectificatives sans numéro nouveau, sans la référence exacte de la
    facture d’origine, ou qui ne disent pas qu’elles l’annulent et la remplacent.

    Biais : « annule » suffit, où que ce soit.

    ```toml refusé
    kind = "corrective"
    number = "F-2026-0007"
    text = "Facture rectificative."
    ```

    ```toml refusé
    kind = "corrective"
    number = "F-2026-0001"
    original = "F-2026-0001"
    original_on = 2026-03-02
    text = "Annule et remplace la facture F-2026-0001."
    ```

    ```toml accepté
    kind = "corrective"
    number = "F-2026-0007"
    original = "F-2026-0001"
    original_on = 2026-03-02
    text = "Annule et remplace la facture F-2026-0001 du 2 mars 2026."
    ```

    ```toml accepté
    kind = "invoice"
    ```
    """
    if doc.kind != "corrective":
        return
    if not doc.original or doc.original_on is None:
        found = "cette facture rectificative ne nomme pas la facture d’origine et sa date"
        yield Fault(doc.at("original"), found, "Nommez-les.", MISSING)
    elif doc.original == doc.number:
        found = "cette facture rectificative reprend le numéro qu’elle corrige"
        yield Fault(doc.at("number"), found, "Donnez-lui le numéro suivant de la série.")
    if "annul" not in doc.words:
        found = "rien ne dit que la facture d’origine est annulée"
        yield Fault(doc.at("mentions"), found, "Écrivez « annule et remplace ».", MISSING)
