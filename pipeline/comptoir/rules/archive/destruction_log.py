from collections.abc import Iterator

from comptoir.rules import MISSING, WARNING, Fault, Scope, rule
from comptoir.rules.applies import Answer
from comptoir.rules.values.archive import Destruction
from comptoir.rules.values.concerned import public_body


@rule(
    "ARC005",
    "Journal des destructions",
    severity=WARNING,
    basis="RGPD, art. 5.2 ; C. patrimoine, art. L212-2",
    surface=Destruction,
)
def destruction_log(purge: Destruction, scope: Scope) -> Iterator[Fault]:
    """Cherche les destructions que personne n’a validées et, chez un organisme public, celles sans
    visa des archives.

    Biais : la trace nomme un profil, jamais une personne ; ce que la trace contient, RET021 le dit.

    ```toml refusé
    category = "factures"
    count = 12
    on = 2026-11-02
    rule = "RET004"
    ```

    ```toml refusé profil=public-body
    category = "factures"
    count = 12
    on = 2026-11-02
    rule = "RET004"
    validated_by = "secrétariat"
    ```

    ```toml accepté
    category = "factures"
    count = 12
    on = 2026-11-02
    rule = "RET004"
    validated_by = "trésorerie"
    ```

    ```toml accepté profil=public-body
    category = "factures"
    count = 12
    on = 2026-11-02
    rule = "RET004"
    validated_by = "secrétariat"
    visa = "AD35-2026-114"
    ```
    """
    if not purge.validated_by:
        found = "personne n’a validé cette destruction"
        yield Fault(
            purge.at("validated_by"), found, "Faites-la valider avant de détruire.", MISSING
        )
    if public_body(scope).answer is Answer.YES and not purge.visa:
        found = "cette destruction n’a pas le visa des archives"
        yield Fault(purge.at("visa"), found, "Demandez-le au service des archives.", MISSING)
