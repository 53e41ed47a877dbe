import re
from collections.abc import Iterator

from comptoir.law.purposes import PurposeClass
from comptoir.rules import WARNING, Fault, rule
from comptoir.rules.values.message import Mail

OFFER = re.compile(
    r"profitez|\bpromo(?:tion)?s?\b|code promo|offre speciale|- ?\d+ ?%|\bsoldes d|decouvrez nos"
    r"|offre exclusive|bon de reduction"
)


@rule(
    "MLG025",
    "Publicité dans un message dû",
    severity=WARNING,
    basis="CPCE, art. L34-5",
    surface=Mail,
    seen="CKI26",
)
def promotion_in_service(mail: Mail) -> Iterator[Fault]:
    """Cherche, dans une convocation, une facture, une relance ou un reçu, une offre commerciale.

    Biais : quelques mots d’une vente ; le prix de la cotisation n’en est pas.

    ```toml refusé
    kind = "statutory"
    text = "Votre facture est jointe. Profitez de -20 % sur les kits avec le code HALAGE."
    ```

    ```toml accepté
    kind = "statutory"
    text = "Votre facture est jointe. La cotisation est de 22 €."
    ```
    """
    if mail.kind is PurposeClass.STATUTORY and OFFER.search(mail.said):
        found = "un message dû porte une offre commerciale"
        yield Fault(
            mail.at("corps"), found, "Retirez-la, ou traitez le message comme une prospection."
        )
