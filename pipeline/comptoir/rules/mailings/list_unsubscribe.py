from collections.abc import Iterator
from datetime import date

from comptoir.rules import ERROR, MISSING, Fault, rule
from comptoir.rules.values.message import Mail


@rule(
    "MLG003",
    "En-tête List-Unsubscribe",
    severity=ERROR,
    basis="RFC 2369 ; exigences des messageries (2024)",
    surface=Mail,
    seen="BULK",
    since=date(2024, 2, 1),
)
def list_unsubscribe(mail: Mail) -> Iterator[Fault]:
    """Cherche les envois en nombre sans en-tête List-Unsubscribe en HTTPS.

    Biais : un envoi isolé ou dû n’en a pas besoin ; mailto seul ne suffit pas au-delà de quelques
    destinataires.

    ```toml refusé
    bulk = true
    ```

    ```toml refusé
    [headers]
    List-Unsubscribe = "<mailto:stop@exemple.example.org>"
    ```

    ```toml accepté
    [headers]
    List-Unsubscribe = "<https://exemple.example.org/stop/a8f2>, <mailto:stop@exemple.example.org>"
    ```

    ```toml accepté
    bulk = true
    kind = "statutory"
    ```
    """
    if mail.stops_in_one_click and "<https://" not in mail.header("List-Unsubscribe").lower():
        yield Fault(
            mail.at("List-Unsubscribe"),
            "cet envoi n’a pas d’en-tête List-Unsubscribe en https",
            "Ajoutez-le (clé unsubscribe_url de [campaigns]).",
            MISSING,
        )
