from collections.abc import Iterator

from comptoir.rules import MISSING, WARNING, Fault, Scope, rule
from comptoir.rules.values.books import Dossier
from comptoir.rules.values.concerned import charges_vat

YEAR = 366  # days


@rule(
    "ARC013",
    "Dossier de la piste d’audit",
    severity=WARNING,
    basis="CGI, art. 289, VII ; BOI-TVA-DECLA-30-20-30-20",
    surface=Dossier,
    seen="REF26",
    applies=charges_vat,
)
def audit_trail(dossier: Dossier, scope: Scope) -> Iterator[Fault]:
    """Cherche la piste d’audit (contrôles, rôles, flux du devis au règlement) qui n’est pas écrite,
    ou pas relue depuis un an ou depuis le dernier changement.

    Biais : qui signe ou télétransmet ses factures n’en a pas besoin.

    ```toml refusé
    kind = "audit_trail"
    present = false
    [organisation.vat]
    regime = "real"
    ```

    ```toml refusé
    kind = "audit_trail"
    dated = 2025-01-10
    [organisation.vat]
    regime = "real"
    ```

    ```toml accepté
    kind = "audit_trail"
    dated = 2026-03-10
    [organisation.vat]
    regime = "real"
    ```

    ```toml accepté
    kind = "audit_trail"
    present = false
    [organisation.vat]
    regime = "franchise"
    ```
    """
    if dossier.kind != "audit_trail":
        return
    if not dossier.present or dossier.dated is None:
        found = "la piste d’audit n’est pas écrite"
        yield Fault(dossier.at(), found, "Décrivez contrôles, rôles et flux.", MISSING)
    elif (dossier.changed_on and dossier.changed_on > dossier.dated) or (
        scope.today - dossier.dated
    ).days > YEAR:
        found = "la piste d’audit n’a pas été relue depuis un an ou un changement"
        yield Fault(dossier.at("date"), found, "Relisez-la et datez-la.")
