from collections.abc import Iterator

from comptoir.rules import MISSING, WARNING, Fault, rule
from comptoir.rules.values.books import EntryRow


@rule(
    "JRN040",
    "Version du logiciel sur l’écriture",
    severity=WARNING,
    basis="BOI-BIC-DECLA-30-10-20-40",
    surface=EntryRow,
    seen="REF26",
)
def software_stamp(entry: EntryRow) -> Iterator[Fault]:
    """Cherche les écritures validées qui ne disent pas quelle version du logiciel les a faites.

    Biais : un brouillon n’en a pas besoin.

    ```toml refusé
    validated_on = 2026-11-20
    ```

    ```toml accepté
    validated_on = 2026-11-20
    software = "comptoir 0.3"
    ```

    ```toml accepté
    draft = true
    ```
    """
    if entry.validated_on is not None and not entry.software:
        found = "cette écriture ne dit pas quelle version du logiciel l’a faite"
        yield Fault(entry.at("version"), found, "Mettez la base à jour.", MISSING)
