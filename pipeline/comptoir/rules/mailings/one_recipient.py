from collections.abc import Iterator

from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.values.message import Mail


@rule(
    "MLG023",
    "Un destinataire par message",
    severity=ERROR,
    basis="RGPD, art. 5.1.f ; RGPD, art. 32",
    surface=Mail,
)
def one_recipient(mail: Mail) -> Iterator[Fault]:
    """Cherche les courriels d’un envoi adressés à plusieurs personnes, en À ou en copie : chacun
    verrait les adresses des autres.

    Biais : un message isolé peut avoir plusieurs destinataires.

    ```toml refusé
    to = ["a@example.org", "b@example.org"]
    ```

    ```toml refusé
    to = ["a@example.org"]
    cc = ["b@example.org"]
    ```

    ```toml accepté
    to = ["a@example.org"]
    ```

    ```toml accepté
    bulk = false
    to = ["a@example.org", "b@example.org"]
    ```
    """
    several = len(mail.to) + len(mail.cc) > 1
    if mail.bulk and several:
        found = f"ce message montre {len(mail.to) + len(mail.cc)} adresses à ceux qui le reçoivent"
        yield Fault(mail.at("To"), found, "Envoyez un message à chacun.")
