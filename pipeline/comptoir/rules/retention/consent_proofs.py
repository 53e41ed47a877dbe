from collections.abc import Iterator

from comptoir.rules import WARNING, Fault, rule
from comptoir.rules.values.contact import ConsentProof
from comptoir.rules.values.delays import years_after


@rule(
    "RET009",
    "Preuves des accords",
    severity=WARNING,
    basis="RGPD, art. 7.1 ; C. civ., art. 2224",
    surface=ConsentProof,
    seen="CKI26",
)
def consent_proofs(proof: ConsentProof) -> Iterator[Fault]:
    """Cherche les preuves d’accord effacées moins de cinq ans après la fin de l’accord.

    Biais : aucun.

    ```toml refusé
    ended_on = 2026-01-01
    erased_on = 2026-06-01
    ```

    ```toml accepté
    ended_on = 2020-01-01
    erased_on = 2026-06-01
    ```
    """
    early = proof.erased_on and (
        proof.ended_on is None or proof.erased_on < years_after(proof.ended_on, 5)
    )
    if early:
        found = "la preuve d’un accord a été effacée trop tôt"
        yield Fault(proof.at("erased_on"), found, "Gardez-la cinq ans après la fin de l’accord.")
