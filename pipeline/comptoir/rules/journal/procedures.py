from collections.abc import Iterator

from comptoir.rules import MISSING, WARNING, Fault, rule
from comptoir.rules.values.books import Dossier


@rule(
    "JRN010",
    "Procédures comptables écrites",
    severity=WARNING,
    basis="C. com., art. R123-172",
    surface=Dossier,
    seen="REF26",
)
def procedures(dossier: Dossier) -> Iterator[Fault]:
    """Cherche les procédures comptables qui ne sont pas écrites, pas datées, ou plus vieilles que
    ce qu’elles décrivent.

    Biais : la loi ne les demande que là où elles aident à comprendre les comptes.

    ```toml refusé
    present = false
    ```

    ```toml refusé
    dated = 2025-01-10
    changed_on = 2026-03-02
    ```

    ```toml accepté
    dated = 2026-03-02
    changed_on = 2026-03-02
    ```

    ```toml accepté
    kind = "audit_trail"
    present = false
    ```
    """
    if dossier.kind != "procedures":
        return
    if not dossier.present:
        found = "les procédures comptables ne sont pas écrites"
        yield Fault(dossier.at(), found, "Écrivez qui saisit, qui valide, qui clôt.", MISSING)
    elif dossier.dated is None or (dossier.changed_on and dossier.changed_on > dossier.dated):
        found = "les procédures comptables écrites ne sont plus celles d’aujourd’hui"
        yield Fault(dossier.at("date"), found, "Relisez-les et datez-les.")
