from collections.abc import Iterator

from comptoir.rules import ERROR, Fault, Scope, rule
from comptoir.rules.values.contact import ContactRecord, last_heard
from comptoir.rules.values.delays import years_after


@rule(
    "RET001",
    "Prospects : trois ans",
    severity=ERROR,
    basis="CNIL, référentiel « activités commerciales » ; RGPD, art. 5.1.e",
    surface=ContactRecord,
    seen="OLY",
)
def prospects(contact: ContactRecord, scope: Scope) -> Iterator[Fault]:
    """Cherche les prospects dont la dernière nouvelle remonte à plus de trois ans.

    Biais : sans acte connu, la collecte compte ; seul un acte de la personne relance le délai
    (RET025).

    ```toml refusé
    roles = ["prospect"]
    last_act = "reply"
    last_act_on = 2023-06-01
    ```

    ```toml refusé
    roles = ["prospect"]
    source_on = 2022-01-15
    last_act = "open"
    last_act_on = 2026-05-01
    ```

    ```toml accepté
    roles = ["prospect"]
    last_act = "click"
    last_act_on = 2025-02-01
    ```

    ```toml accepté
    roles = ["member"]
    last_act = "reply"
    last_act_on = 2019-02-01
    ```
    """
    since = last_heard(contact)
    if contact.roles == ("prospect",) and since and scope.today > years_after(since, 3):
        found = "ce prospect ne s’est pas manifesté depuis plus de trois ans"
        yield Fault(contact.at("last_act_on"), found, "Redemandez-lui une fois, puis effacez-le.")
