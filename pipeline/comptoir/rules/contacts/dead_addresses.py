from collections.abc import Iterator

from comptoir.rules import WARNING, Fault, rule
from comptoir.rules.values.contact import ContactRecord


@rule(
    "CTC004",
    "Adresses mortes",
    severity=WARNING,
    basis="RGPD, art. 5.1.d",
    surface=ContactRecord,
)
def dead_addresses(contact: ContactRecord) -> Iterator[Fault]:
    """Cherche les adresses revenues en erreur, ou par la poste, qui servent encore.

    Biais : un rejet passager ne compte pas.

    ```toml refusé
    bounced = ["email"]
    ```

    ```toml accepté
    bounced = []
    ```
    """
    for channel in contact.bounced:
        found = f"l’adresse est morte, et sert encore ({channel})"
        yield Fault(contact.at(channel), found, "Corrigez-la ou retirez-la.")
