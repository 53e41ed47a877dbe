from collections.abc import Iterator

from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.values.contact import ContactRecord

NOT_ACTS = {"open": "une ouverture", "send": "un envoi", "import": "un import", "view": "une vue"}


@rule(
    "RET025",
    "Ce qui relance le délai",
    severity=ERROR,
    basis="CNIL, référentiel « activités commerciales »",
    surface=ContactRecord,
    seen="OLY",
)
def clock(contact: ContactRecord) -> Iterator[Fault]:
    """Cherche les délais relancés par autre chose qu’un acte de la personne : une ouverture, un
    envoi, un import n’en sont pas.

    Biais : un clic, une réponse, une commande, une visite signée en sont.

    ```toml refusé
    last_act = "open"
    last_act_on = 2026-09-01
    ```

    ```toml refusé
    last_act = "import"
    last_act_on = 2026-09-01
    ```

    ```toml accepté
    last_act = "order"
    last_act_on = 2026-09-01
    ```
    """
    if contact.last_act in NOT_ACTS:
        found = f"le délai est relancé par {NOT_ACTS[contact.last_act]}"
        yield Fault(contact.at("last_act"), found, "Gardez la date du dernier acte de la personne.")
