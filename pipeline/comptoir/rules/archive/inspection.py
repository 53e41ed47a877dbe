from collections.abc import Iterator

from comptoir.rules import MISSING, WARNING, Fault, rule
from comptoir.rules.values.archive import InspectionAccess
from comptoir.text import french_list


@rule(
    "ARC010",
    "Accès pour un contrôle",
    severity=WARNING,
    basis="LPF, art. L80 F et L102 C",
    surface=InspectionAccess,
    seen="REF26",
)
def inspection(access: InspectionAccess) -> Iterator[Fault]:
    """Cherche ce qu’un contrôle demanderait et que le siège ne peut pas donner : une lecture sans
    écriture, un export par période, un export par client.

    Biais : aucun.

    ```toml refusé
    read_only_role = true
    export_by_period = true
    ```

    ```toml accepté
    read_only_role = true
    export_by_period = true
    export_by_customer = true
    ```
    """
    lacks = {
        "un profil en lecture seule": not access.read_only_role,
        "un export par période": not access.export_by_period,
        "un export par client": not access.export_by_customer,
    }
    if missing := [what for what, holds in lacks.items() if holds]:
        yield Fault(access.at(), f"il manque {french_list(missing)}", "Préparez-les.", MISSING)
