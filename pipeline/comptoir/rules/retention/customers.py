from collections.abc import Iterator

from comptoir.rules import WARNING, Fault, Scope, rule
from comptoir.rules.values.contact import ContactRecord
from comptoir.rules.values.delays import years_after


@rule(
    "RET002",
    "Clients : trois ans après",
    severity=WARNING,
    basis="CNIL, référentiel « activités commerciales »",
    surface=ContactRecord,
    seen="OLY",
)
def customers(contact: ContactRecord, scope: Scope) -> Iterator[Fault]:
    """Cherche les clients dont la relation a pris fin il y a plus de trois ans et qui restent dans
    la base active.

    Biais : leurs factures, elles, se gardent (RET004).

    ```toml refusé
    roles = ["customer"]
    relation_ended_on = 2022-03-01
    ```

    ```toml accepté
    roles = ["customer"]
    relation_ended_on = 2025-03-01
    ```

    ```toml accepté
    roles = ["customer"]
    ```
    """
    ended = contact.relation_ended_on
    if "customer" in contact.roles and ended and scope.today > years_after(ended, 3):
        found = "la relation avec ce client a pris fin il y a plus de trois ans"
        yield Fault(
            contact.at("relation_ended_on"), found, "Effacez sa fiche, gardez ses factures."
        )
