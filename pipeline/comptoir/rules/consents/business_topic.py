from collections.abc import Iterator

from comptoir.rules import WARNING, Fault, rule
from comptoir.rules.values.contact import Solicitation


@rule(
    "CNS004",
    "Courriel à un professionnel",
    severity=WARNING,
    basis="CNIL, prospection par courriel, entre professionnels",
    surface=Solicitation,
    seen="CNILp",
)
def business_topic(asked: Solicitation) -> Iterator[Fault]:
    """Cherche les courriels commerciaux fondés sur la qualité de professionnel, sans lien avec le
    métier de la personne.

    Biais : le lien est dit par qui prépare l’envoi.

    ```toml refusé
    professional = true
    basis = "professional"
    job_related = false
    ```

    ```toml accepté
    professional = true
    basis = "professional"
    job_related = true
    ```
    """
    if asked.allowed and asked.basis == "professional" and not asked.job_related:
        yield Fault(
            asked.at("job_related"),
            "l’objet du message est sans lien avec le métier de la personne",
            "Retirez ce destinataire, ou demandez son accord.",
        )
