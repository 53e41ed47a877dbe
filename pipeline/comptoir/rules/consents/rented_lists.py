from collections.abc import Iterator

from comptoir.rules import MISSING, WARNING, Fault, rule
from comptoir.rules.values.contact import ConsentImport


@rule(
    "CNS015",
    "Fichier acheté ou loué",
    severity=WARNING,
    basis="CPCE, art. L34-5 ; texte et preuve du fournisseur",
    surface=ConsentImport,
)
def rented_lists(file: ConsentImport) -> Iterator[Fault]:
    """Cherche les fichiers achetés ou loués sans preuve du fournisseur, ou sans que l’organisme
    ait été nommé quand l’accord a été donné.

    Biais : la règle lit ce que dit l’import.

    ```toml refusé
    rows = 1200
    rented = true
    ```

    ```toml accepté
    rows = 1200
    rented = true
    supplier_proof = "contrat 2026-14, annexe 2"
    partner_named = true
    ```
    """
    if file.rented and not file.supplier_proof:
        found = "le fournisseur de ce fichier n’a pas prouvé les accords"
        yield Fault(file.at("supplier_proof"), found, "Demandez-lui la preuve.", MISSING)
    if file.rented and not file.partner_named:
        found = "l’organisme n’était pas nommé quand l’accord a été donné"
        yield Fault(file.at("partner_named"), found, "N’écrivez pas à ces personnes.")
