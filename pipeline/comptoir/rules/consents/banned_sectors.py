from collections.abc import Iterator
from datetime import date

from comptoir.law.purposes import PurposeClass
from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.values.contact import Solicitation


@rule(
    "CNS009",
    "Secteurs où le démarchage est interdit",
    severity=ERROR,
    basis="C. conso., art. L223-1 ; loi 2025-594",
    surface=Solicitation,
    seen="CKI26",
    since=date(2025, 7, 1),
)
def banned_sectors(asked: Solicitation) -> Iterator[Fault]:
    """Cherche le démarchage par téléphone, courriel ou SMS pour la rénovation énergétique ou
    l’adaptation du logement.

    Biais : un contrat en cours est hors de la règle ; le secteur est celui que dit la campagne.

    ```toml refusé
    channel = "email"
    sector = "renovation"
    basis = "consent"
    consented = true
    ```

    ```toml accepté
    channel = "email"
    sector = "renovation"
    running_contract = true
    basis = "contract"
    ```

    ```toml accepté
    channel = "email"
    basis = "consent"
    consented = true
    ```
    """
    banned = asked.sector in ("renovation", "adaptation") and asked.channel != "post"
    commercial = asked.kind is PurposeClass.COMMERCIAL and asked.allowed
    if banned and commercial and not asked.running_contract:
        yield Fault(
            asked.at("sector"),
            "le démarchage est interdit dans ce secteur, même avec un accord",
            "N’envoyez pas ce message.",
        )
