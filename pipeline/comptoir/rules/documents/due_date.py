from collections.abc import Iterator

from comptoir.rules import ERROR, MISSING, Fault, rule
from comptoir.rules.values.document import SalesDocument


@rule(
    "DOC012",
    "Échéance",
    severity=ERROR,
    basis="C. com., art. L441-9",
    surface=SalesDocument,
    seen="REF26",
)
def due_date(doc: SalesDocument) -> Iterator[Fault]:
    """Cherche les factures entre professionnels sans date de paiement.

    Biais : un avoir n’en a pas.

    ```toml refusé
    [buyer]
    kind = "business"
    ```

    ```toml accepté
    due_on = 2026-12-24
    [buyer]
    kind = "business"
    ```

    ```toml accepté
    [buyer]
    kind = "consumer"
    ```
    """
    if doc.kind == "invoice" and doc.to_professional and doc.due_on is None:
        yield Fault(doc.at("due_on"), "la date de paiement manque", "Écrivez-la.", MISSING)
