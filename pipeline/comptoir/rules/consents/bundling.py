from collections.abc import Iterator

from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.values.contact import ConsentProof


@rule(
    "CNS018",
    "Accord exigé en échange",
    severity=ERROR,
    basis="RGPD, art. 7.4",
    surface=ConsentProof,
    seen="RUL26",
)
def bundling(proof: ConsentProof) -> Iterator[Fault]:
    """Cherche les accords qui étaient la condition d’un devis, d’un concours ou d’un
    téléchargement.

    Biais : la règle lit ce que la collecte a noté.

    ```toml refusé
    purposes = ["boutique"]
    condition_of = "un concours"
    ```

    ```toml accepté
    purposes = ["boutique"]
    ```
    """
    if proof.condition_of:
        yield Fault(
            proof.at("condition_of"),
            f"cet accord était la condition de : {proof.condition_of}",
            "Séparez les deux, et tenez l’accord pour nul.",
        )
