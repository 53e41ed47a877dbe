from collections.abc import Iterator

from comptoir.rules import ERROR, MISSING, Fault, rule
from comptoir.rules.values.document import SalesDocument


@rule(
    "DOC015",
    "Escompte",
    severity=ERROR,
    basis="C. com., art. L441-9",
    surface=SalesDocument,
    seen="REF26",
)
def discount_terms(doc: SalesDocument) -> Iterator[Fault]:
    """Cherche les factures entre professionnels qui ne parlent pas d’escompte, fût-ce pour dire
    qu’il n’y en a pas.

    Biais : aucun texte n’est imposé ; le mot suffit.

    ```toml refusé
    text = "Indemnité : 40 €."
    [buyer]
    kind = "business"
    ```

    ```toml accepté
    text = "Pas d’escompte pour paiement anticipé."
    [buyer]
    kind = "business"
    ```
    """
    if doc.kind == "invoice" and doc.to_professional and "escompte" not in doc.words:
        found = "rien n’est dit de l’escompte"
        yield Fault(
            doc.at("mentions"), found, "Dites ses conditions, ou qu’il n’y en a pas.", MISSING
        )
