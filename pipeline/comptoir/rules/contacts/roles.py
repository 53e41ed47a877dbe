from collections.abc import Iterator

from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.values.contact import Access


@rule(
    "CTC011",
    "Accès selon le rôle",
    severity=ERROR,
    basis="RGPD, art. 5.1.f ; RGPD, art. 32",
    surface=Access,
)
def roles(role: Access) -> Iterator[Fault]:
    """Cherche les rôles qui lisent plus que ce dont ils ont besoin.

    Biais : le besoin est celui que dit la table des rôles.

    ```toml refusé
    id = "animateur"
    reads = ["contacts", "finance"]
    needs = ["contacts"]
    ```

    ```toml accepté
    id = "trésorerie"
    reads = ["contacts", "finance"]
    needs = ["contacts", "finance"]
    ```
    """
    for what in sorted(set(role.reads) - set(role.needs)):
        found = f"ce rôle lit sans besoin : {what}"
        yield Fault(role.at(what), found, "Retirez cet accès.")
