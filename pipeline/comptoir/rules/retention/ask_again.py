from collections.abc import Iterator

from comptoir.rules import WARNING, Fault, Scope, rule
from comptoir.rules.values.contact import ContactRecord, last_heard
from comptoir.rules.values.delays import months_after


@rule(
    "RET003",
    "Redemander une seule fois",
    severity=WARNING,
    basis="CNIL, référentiel « activités commerciales »",
    surface=ContactRecord,
    seen="OLY",
)
def ask_again(contact: ContactRecord, scope: Scope) -> Iterator[Fault]:
    """Cherche les personnes à qui l’on a redemandé leur accord, qui n’ont rien répondu, et qui
    sont encore là un mois après.

    Biais : une ouverture n’est pas une réponse.

    ```toml refusé
    roles = ["prospect"]
    last_act = "open"
    last_act_on = 2026-10-03
    asked_again_on = 2026-10-01
    ```

    ```toml accepté
    roles = ["prospect"]
    last_act = "reply"
    last_act_on = 2026-10-03
    asked_again_on = 2026-10-01
    ```
    """
    asked = contact.asked_again_on
    heard = last_heard(contact)
    if asked and scope.today > months_after(asked, 1) and (heard is None or heard < asked):
        found = "cette personne n’a pas répondu à la demande de renouvellement"
        yield Fault(contact.at("asked_again_on"), found, "Effacez-la.")
