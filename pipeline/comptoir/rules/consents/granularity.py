from collections.abc import Iterator

from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.values.contact import ConsentProof


@rule(
    "CNS011",
    "Un accord par finalité et par canal",
    severity=ERROR,
    basis="RGPD, art. 7",
    surface=ConsentProof,
    seen="CKI26",
)
def granularity(proof: ConsentProof) -> Iterator[Fault]:
    """Cherche les accords donnés d’un coup pour plusieurs finalités ou plusieurs canaux.

    Biais : « tous les canaux » n’est admis que pour un refus.

    ```toml refusé
    purposes = ["lettre-infos", "boutique"]
    channels = ["email"]
    ```

    ```toml refusé
    purposes = ["lettre-infos"]
    channels = ["email", "sms"]
    ```

    ```toml accepté
    purposes = ["lettre-infos"]
    channels = ["email"]
    ```
    """
    for name, given in (("finalités", proof.purposes), ("canaux", proof.channels)):
        if len(given) > 1:
            yield Fault(
                proof.at(),
                f"un seul accord couvre {len(given)} {name}",
                "Posez une question par finalité et par canal.",
            )
