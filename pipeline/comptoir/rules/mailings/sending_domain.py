from collections.abc import Iterator
from datetime import date

from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.detectors import PROVIDERS
from comptoir.rules.values.message import Mail


@rule(
    "MLG006",
    "Domaine d’expédition",
    severity=ERROR,
    basis="exigences des messageries (2024) : SPF, DKIM, DMARC",
    surface=Mail,
    seen="BULK",
    since=date(2024, 2, 1),
)
def sending_domain(mail: Mail) -> Iterator[Fault]:
    """Cherche les envois en nombre partis d’une boîte du grand public : leur domaine ne peut pas
    les signer.

    Biais : les enregistrements DNS eux-mêmes ne sont pas lus.

    ```toml refusé
    sender = "ateliers.exemple@gmail.com"
    ```

    ```toml accepté
    sender = "contact@exemple.example.org"
    ```
    """
    if mail.bulk and mail.sender.rpartition("@")[2].lower() in PROVIDERS:
        found = "cet envoi part d’une boîte du grand public"
        yield Fault(mail.at("From"), found, "Écrivez d’une adresse de votre domaine.")
