from collections.abc import Iterator

from comptoir.law.einvoice import NOTES
from comptoir.rules import ERROR, MISSING, Fault, Verdict, rule
from comptoir.rules.values.einvoice import EInvoice


@rule(
    "DOC065",
    "Notes PMT, PMD et AAB",
    severity=ERROR,
    basis="BR-FR-05 et BR-FR-06",
    surface=EInvoice,
    seen="FXE",
)
def xml_notes(xml: EInvoice) -> Iterator[Fault]:
    """Cherche une facture électronique sans exactement une note pour l’indemnité de recouvrement
    (PMT), une pour les pénalités de retard (PMD) et une pour l’escompte (AAB). Elles sont demandées
    aussi pour un particulier et pour un avoir : la note dit alors « sans objet », et le papier ne
    porte pas les 40 €.

    Biais : aucun ; la condition du contrôle officiel n’a pas d’exception.

    ```toml refusé
    notes = { PMT = 1, PMD = 1 }
    ```

    ```toml refusé
    notes = { PMT = 1, PMD = 1, AAB = 2 }
    ```

    ```toml accepté
    notes = { PMT = 1, PMD = 1, AAB = 1 }
    ```
    """
    for code in NOTES:
        count = xml.notes.get(code, 0)
        if count != 1:
            found = f"la note {code} manque" if not count else f"la note {code} est en double"
            remedy = "Mettez-en une de chaque : PMT, PMD, AAB ; « sans objet » pour un particulier."
            yield Fault(xml.at("BG-1"), found, remedy, Verdict.FAULT if count else MISSING)
