from collections.abc import Iterator

from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.values.contact import ConsentProof

NO_ACT = {
    "silence": "d’un silence",
    "open": "d’une ouverture",
    "click": "d’un clic",
    "preticked": "d’une case cochée d’avance",
    "terms": "des conditions générales",
}


@rule(
    "CNS017",
    "Ni silence ni ouverture",
    severity=ERROR,
    basis="RGPD, art. 7 ; CNIL, délib. 2026-042",
    surface=ConsentProof,
    seen="RUL26",
)
def silence(proof: ConsentProof) -> Iterator[Fault]:
    """Cherche les accords tirés d’un silence, d’une ouverture, d’un clic ou d’une case cochée
    d’avance.

    Biais : les moyens sont des mots convenus.

    ```toml refusé
    purposes = ["lettre-infos"]
    method = "open"
    ```

    ```toml accepté
    purposes = ["lettre-infos"]
    method = "form"
    ```
    """
    if proof.method in NO_ACT:
        yield Fault(
            proof.at("method"),
            f"un accord est tiré {NO_ACT[proof.method]}",
            "Tenez-le pour nul, et posez la question.",
        )
