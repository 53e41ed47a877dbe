from collections.abc import Iterator

from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.values.message import Unsubscription


@rule(
    "MLG005",
    "Adresse de désinscription",
    severity=ERROR,
    basis="RFC 8058",
    surface=Unsubscription,
    seen="BULK",
)
def unsubscribe_address(stop: Unsubscription) -> Iterator[Fault]:
    """Cherche les adresses de désinscription qui n’acceptent pas POST, qui renvoient ailleurs, qui
    demandent un compte, qui désinscrivent sur une simple lecture (les robots des messageries
    lisent les liens), ou qui mettent plus de 48 heures.

    Biais : la règle juge un essai.

    ```toml refusé
    url = "https://exemple.example.org/stop/a8f2"
    stops_on_get = true
    ```

    ```toml refusé
    url = "https://exemple.example.org/stop/a8f2"
    asks_login = true
    ```

    ```toml refusé
    url = "http://exemple.example.org/stop/a8f2"
    ```

    ```toml accepté
    url = "https://exemple.example.org/stop/a8f2"
    ```
    """
    faults = {
        "elle n’est pas en https": not stop.url.startswith("https://"),
        "elle n’accepte pas POST": not stop.accepts_post,
        "elle désinscrit sur une simple lecture (GET)": stop.stops_on_get,
        "elle renvoie ailleurs": stop.redirects,
        "elle demande un compte": stop.asks_login,
        "elle porte autre chose qu’un jeton opaque": not stop.opaque_token,
        "elle met plus de 48 heures": stop.hours_to_stop > 48,
    }
    for words in (words for words, holds in faults.items() if holds):
        yield Fault(stop.at("url"), f"l’adresse de désinscription : {words}", "Corrigez-la.")
