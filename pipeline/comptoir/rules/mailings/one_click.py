from collections.abc import Iterator
from datetime import date

from comptoir.rules import ERROR, MISSING, Fault, rule
from comptoir.rules.values.message import Mail

WORDS = "List-Unsubscribe=One-Click"  # RFC 8058, to the letter


@rule(
    "MLG004",
    "Désinscription en un clic",
    severity=ERROR,
    basis="RFC 8058",
    surface=Mail,
    seen="BULK",
    since=date(2024, 6, 1),
)
def one_click(mail: Mail) -> Iterator[Fault]:
    """Cherche les envois en nombre dont l’en-tête List-Unsubscribe-Post manque ou n’a pas la
    valeur fixée, ou que la signature DKIM ne couvre pas.

    Biais : la signature n’est regardée que si le message en a une.

    ```toml refusé
    [headers]
    List-Unsubscribe = "<https://exemple.example.org/stop/a8f2>"
    ```

    ```toml refusé
    signed = ["from", "subject", "date"]
    [headers]
    List-Unsubscribe = "<https://exemple.example.org/stop/a8f2>"
    List-Unsubscribe-Post = "List-Unsubscribe=One-Click"
    ```

    ```toml accepté
    [headers]
    List-Unsubscribe = "<https://exemple.example.org/stop/a8f2>"
    List-Unsubscribe-Post = "List-Unsubscribe=One-Click"
    ```
    """
    if not mail.stops_in_one_click:
        return
    if mail.header("List-Unsubscribe-Post").strip() != WORDS:
        found = "cet envoi ne s’arrête pas en un clic"
        yield Fault(mail.at("List-Unsubscribe-Post"), found, f"Écrivez : {WORDS}.", MISSING)
    covered = {name.lower() for name in mail.signed}
    if covered and not {"list-unsubscribe", "list-unsubscribe-post"} <= covered:
        found = "la signature DKIM ne couvre pas les en-têtes de désinscription"
        yield Fault(mail.at("DKIM-Signature"), found, "Ajoutez-les à h=.")
