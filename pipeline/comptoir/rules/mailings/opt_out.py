import re
from collections.abc import Iterator

from comptoir.rules import ERROR, MISSING, Fault, rule
from comptoir.rules.values.message import REFUSAL, Mail

WAY = re.compile(r"https?://|mailto:|@|repond")
COSTLY = re.compile(
    r"\b0 ?8 ?(?:[129]\d|99)[ .]|surtaxe|€ ?(?:l'appel|/ ?min|par (?:appel|minute))"
)


@rule(
    "MLG002",
    "Moyen d’arrêter, dans chaque message",
    severity=ERROR,
    basis="CPCE, art. L34-5",
    surface=Mail,
    seen="CNILp",
)
def opt_out(mail: Mail) -> Iterator[Fault]:
    """Cherche les courriels sans moyen visible, simple et gratuit de ne plus en recevoir.

    Biais : un lien, ou une adresse où répondre ; les messages dus (convocation, facture, reçu)
    n’en ont pas besoin.

    ```toml refusé
    text = "Bonjour. Notre braderie ouvre samedi."
    ```

    ```toml refusé
    text = "Pour vous désinscrire, appelez le 0 899 00 00 00 (1,80 € l’appel)."
    ```

    ```toml accepté
    text = "Pour ne plus recevoir ces messages : https://exemple.example.org/stop/a8f2"
    ```

    ```toml accepté
    kind = "statutory"
    text = "Vous êtes convoqué à l’assemblée du 3 décembre."
    ```
    """
    if not mail.stoppable:
        return
    means = WAY.search(mail.words) or mail.links
    if not REFUSAL.search(mail.words) or not means:
        found = "rien ne permet d’arrêter ces messages"
        yield Fault(mail.at("corps"), found, "Mettez un lien de désinscription au pied.", MISSING)
    elif COSTLY.search(mail.words) and not (
        mail.links or "http" in mail.words or "@" in mail.words
    ):
        found = "arrêter ces messages coûte de l’argent"
        yield Fault(mail.at("corps"), found, "Donnez un moyen gratuit.")
