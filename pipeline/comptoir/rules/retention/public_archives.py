from collections.abc import Iterator

from comptoir.rules import ERROR, MISSING, Fault, rule
from comptoir.rules.values.archive import Destruction
from comptoir.rules.values.concerned import public_body


@rule(
    "RET023",
    "Visa des archives publiques",
    severity=ERROR,
    basis="C. patr., art. L211-1 et L212-2 s.",
    surface=Destruction,
    applies=public_body,
)
def public_archives(purge: Destruction) -> Iterator[Fault]:
    """Cherche les destructions sans visa chez un organisme public.

    Biais : les organismes privés chargés d’un service public sont aussi tenus, que le profil ne
    dit pas.

    ```toml refusé profil=public-body
    category = "campagnes"
    count = 4
    ```

    ```toml accepté profil=public-body
    category = "campagnes"
    count = 4
    visa = "AD35 2026-118"
    ```
    """
    if not purge.visa:
        found = "cette destruction n’a pas le visa des archives"
        yield Fault(purge.at("visa"), found, "Demandez-le avant de détruire.", MISSING)
