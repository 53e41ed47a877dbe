from collections.abc import Iterator

from comptoir.law.purposes import PurposeClass
from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.values.contact import Solicitation


@rule(
    "CNS002",
    "Courriel commercial à un particulier",
    severity=ERROR,
    basis="CPCE, art. L34-5",
    surface=Solicitation,
    seen="CNILp",
)
def email_consumers(asked: Solicitation) -> Iterator[Fault]:
    """Cherche les courriels commerciaux permis à des particuliers sans accord préalable ni achat
    d’un article semblable.

    Biais : une cotisation n’est pas une vente ; l’adhérent qui n’a jamais acheté est un
    particulier.

    ```toml refusé
    channel = "email"
    kind = "commercial"
    basis = "associative"
    ```

    ```toml accepté
    channel = "email"
    kind = "commercial"
    basis = "consent"
    consented = true
    ```

    ```toml accepté
    channel = "email"
    kind = "associative"
    basis = "associative"
    ```
    """
    commercial = asked.kind is PurposeClass.COMMERCIAL and asked.channel == "email"
    founded = asked.consented or asked.basis == "similar_products"
    if commercial and asked.allowed and not asked.professional and not founded:
        yield Fault(
            asked.at("basis"),
            "un courriel commercial part à un particulier qui ne l’a pas accepté",
            "Demandez son accord, ou écrivez-lui par la poste.",
        )
