from collections.abc import Iterator

from comptoir.rules import WARNING, Fault, rule
from comptoir.rules.values.contact import Solicitation


@rule(
    "CNS005",
    "Boîte grand public tenue pour professionnelle",
    severity=WARNING,
    basis="CNIL, prospection par courriel, entre professionnels",
    surface=Solicitation,
)
def free_mail(asked: Solicitation) -> Iterator[Fault]:
    """Cherche les boîtes du grand public (gmail, orange, laposte…) écrites au titre du métier :
    sans preuve, c’est un particulier.

    Biais : la liste des fournisseurs est la nôtre.

    ```toml refusé
    professional = true
    free_email = true
    basis = "professional"
    ```

    ```toml accepté
    professional = true
    free_email = false
    basis = "professional"
    ```
    """
    if asked.allowed and asked.free_email and asked.basis == "professional":
        yield Fault(
            asked.at("email"),
            "une boîte du grand public est tenue pour professionnelle",
            "Tenez ce contact pour un particulier : demandez son accord.",
        )
