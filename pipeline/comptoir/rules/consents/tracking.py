from collections.abc import Iterator
from datetime import date

from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.values.contact import ConsentProof


@rule(
    "CNS016",
    "Accord de mesure séparé",
    severity=ERROR,
    basis="loi 78-17, art. 82 ; CNIL, délib. 2026-042",
    surface=ConsentProof,
    seen="RUL26",
    since=date(2026, 7, 14),
)
def tracking(proof: ConsentProof) -> Iterator[Fault]:
    """Cherche les accords à recevoir qui valent aussi accord à être mesuré : ce sont deux
    questions.

    Biais : aucun.

    ```toml refusé
    purposes = ["lettre-infos", "email_tracking"]
    channels = ["email"]
    ```

    ```toml accepté
    purposes = ["email_tracking"]
    channels = ["email"]
    ```
    """
    if "email_tracking" in proof.purposes and len(proof.purposes) > 1:
        yield Fault(
            proof.at("purposes"),
            "le même accord couvre l’envoi et la mesure des ouvertures",
            "Demandez la mesure à part, ou ne mesurez pas.",
        )
