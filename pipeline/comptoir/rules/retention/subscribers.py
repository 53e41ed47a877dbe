from collections.abc import Iterator

from comptoir.rules import WARNING, Fault, Scope, rule
from comptoir.rules.values.contact import ContactRecord, last_heard
from comptoir.rules.values.delays import years_after


@rule(
    "RET006",
    "Abonnés sans nouvelles",
    severity=WARNING,
    basis="CNIL, référentiel « activités commerciales »",
    surface=ContactRecord,
    seen="OLY",
)
def subscribers(contact: ContactRecord, scope: Scope) -> Iterator[Fault]:
    """Cherche les abonnés à une lettre dont rien n’est venu depuis trois ans.

    Biais : une ouverture n’est pas une nouvelle.

    ```toml refusé
    subscribed = true
    source_on = 2021-01-10
    ```

    ```toml accepté
    subscribed = true
    source_on = 2021-01-10
    last_act = "click"
    last_act_on = 2026-01-10
    ```
    """
    since = last_heard(contact)
    if contact.subscribed and since and scope.today > years_after(since, 3):
        found = "cet abonné ne s’est pas manifesté depuis trois ans"
        yield Fault(contact.at("last_act_on"), found, "Redemandez-lui une fois son accord.")
