from collections.abc import Iterator
from datetime import date

from comptoir.law.purposes import PurposeClass
from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.values.contact import Solicitation


@rule(
    "CNS007",
    "Démarchage téléphonique d’un particulier",
    severity=ERROR,
    basis="C. conso., art. L223-1 (loi 2025-594, art. 13)",
    surface=Solicitation,
    seen="CMS",
    since=date(2026, 8, 11),
)
def telephone(asked: Solicitation) -> Iterator[Fault]:
    """Cherche les appels commerciaux à des particuliers sans accord préalable. Bloctel n’existe
    plus : c’est la preuve de l’accord qui compte.

    Biais : un appel sur un contrat en cours, lié à son objet, est permis.

    ```toml refusé
    channel = "phone"
    basis = "associative"
    ```

    ```toml refusé
    channel = "phone"
    basis = "consent"
    consented = true
    proven = false
    ```

    ```toml accepté
    channel = "phone"
    basis = "consent"
    consented = true
    ```

    ```toml accepté
    channel = "phone"
    basis = "contract"
    running_contract = true
    ```

    ```toml accepté
    channel = "phone"
    professional = true
    basis = "professional"
    ```
    """
    commercial = asked.kind is PurposeClass.COMMERCIAL and asked.channel == "phone"
    permitted = asked.professional or asked.running_contract or (asked.consented and asked.proven)
    if asked.allowed and commercial and not permitted:
        yield Fault(
            asked.at("channel"),
            "un particulier serait appelé sans accord prouvé",
            "Retirez-le de la feuille d’appels.",
        )
