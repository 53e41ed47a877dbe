from collections.abc import Iterator

from comptoir.rules import ERROR, MISSING, WARNING, Fault, Scope, rule
from comptoir.rules.values.contact import ContactRecord
from comptoir.rules.values.delays import months_after

ALERT = 20  # days


@rule(
    "CTC003",
    "Information d’une personne dont l’adresse vient d’ailleurs",
    severity=ERROR,
    basis="RGPD, art. 14.3",
    surface=ContactRecord,
)
def indirect_notice(contact: ContactRecord, scope: Scope) -> Iterator[Fault]:
    """Cherche les contacts qui n’ont pas donné leur adresse eux-mêmes, et qui ne sont pas informés
    après un mois.

    Biais : au-delà de vingt jours, la règle avertit.

    ```toml refusé
    indirect = true
    source_on = 2026-10-01
    ```

    ```toml refusé
    indirect = true
    source_on = 2026-11-01
    ```

    ```toml accepté
    indirect = true
    source_on = 2026-10-01
    informed_on = 2026-10-12
    ```

    ```toml accepté
    indirect = true
    source_on = 2026-11-20
    ```
    """
    if not contact.indirect or contact.informed_on or contact.source_on is None:
        return
    late = scope.today > months_after(contact.source_on, 1)
    if late or (scope.today - contact.source_on).days >= ALERT:
        yield Fault(
            contact.at("informed_on"),
            "cette personne n’a pas été informée d’où vient son adresse",
            "Écrivez-lui dans le mois de la collecte, ou effacez sa fiche.",
            MISSING,
            None if late else WARNING,
        )
