from collections.abc import Iterator

from comptoir.rules import WARNING, Fault, Scope, rule
from comptoir.rules.values.contact import ContactRecord
from comptoir.rules.values.delays import years_after


@rule(
    "RET007",
    "Anciens adhérents",
    severity=WARNING,
    basis="RGPD, art. 5.1.e",
    surface=ContactRecord,
)
def members(contact: ContactRecord, scope: Scope) -> Iterator[Fault]:
    """Cherche les anciens adhérents et donateurs gardés plus de trois ans après la fin de la
    relation.

    Biais : la comptabilité les garde à part.

    ```toml refusé
    roles = ["member"]
    relation_ended_on = 2021-08-31
    ```

    ```toml accepté
    roles = ["member"]
    relation_ended_on = 2025-08-31
    ```
    """
    ended = contact.relation_ended_on
    past = {"member", "donor", "volunteer"} & set(contact.roles)
    if past and ended and scope.today > years_after(ended, 3):
        found = "la relation a pris fin il y a plus de trois ans"
        yield Fault(contact.at("relation_ended_on"), found, "Effacez la fiche.")
