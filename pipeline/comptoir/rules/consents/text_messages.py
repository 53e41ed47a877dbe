from collections.abc import Iterator

from comptoir.law.purposes import PurposeClass
from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.values.contact import Solicitation


@rule(
    "CNS006",
    "Accord propre aux SMS",
    severity=ERROR,
    basis="CPCE, art. L34-5",
    surface=Solicitation,
    seen="CNILp",
)
def text_messages(asked: Solicitation) -> Iterator[Fault]:
    """Cherche les SMS commerciaux fondés sur un accord donné pour un autre canal.

    Biais : un SMS de service (rendez-vous) n’est pas commercial.

    ```toml refusé
    channel = "sms"
    basis = "consent"
    consented = true
    consent_channel = "email"
    ```

    ```toml accepté
    channel = "sms"
    basis = "consent"
    consented = true
    consent_channel = "sms"
    ```

    ```toml accepté
    channel = "sms"
    kind = "statutory"
    basis = "statutory"
    ```
    """
    other = asked.consent_channel not in ("", "sms", "*")
    nothing = not asked.consented and asked.basis not in ("similar_products", "professional")
    commercial = asked.kind is PurposeClass.COMMERCIAL and asked.channel == "sms"
    if asked.allowed and commercial and (other or nothing):
        yield Fault(
            asked.at("channel"),
            "un SMS commercial part sans accord donné pour les SMS",
            "Demandez un accord propre à ce canal.",
        )
