from collections.abc import Iterator

from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.values.contact import ConsentImport


@rule(
    "CNS014",
    "Accords importés sans preuve",
    severity=ERROR,
    basis="RGPD, art. 7.1",
    surface=ConsentImport,
    seen="CKI26",
)
def unproven_import(file: ConsentImport) -> Iterator[Fault]:
    """Cherche les fichiers dont les « oui » ont été tenus pour des accords, sans texte, date ni
    origine : une case à oui ne prouve rien.

    Biais : aucun.

    ```toml refusé
    rows = 400
    said_yes = 310
    kept_as_granted = 310
    with_evidence = 0
    ```

    ```toml accepté
    rows = 400
    said_yes = 310
    kept_as_granted = 120
    with_evidence = 120
    ```
    """
    if file.kept_as_granted > file.with_evidence:
        yield Fault(
            file.at("kept_as_granted"),
            f"{file.kept_as_granted - file.with_evidence} accord(s) importé(s) sans preuve",
            "Gardez-les comme « sans preuve » : ils ne permettent aucun envoi.",
        )
