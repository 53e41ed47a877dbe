from collections.abc import Iterator

from comptoir.rules import WARNING, Fault, rule
from comptoir.rules.surfaces_site import Attested


@rule(
    "CHK005",
    "Attestation sans règle",
    severity=WARNING,
    basis="constat : le code",
    surface=Attested,
)
def attestation_unknown(held: Attested) -> Iterator[Fault]:
    """Cherche les attestations dont aucune règle ne porte le code.

    Biais : aucun.

    ```toml refusé
    [[attestation]]
    code = "ZZZ999"
    statement = "Tout va bien."
    owner = "présidence"
    signed_on = 2026-10-06
    until = 2027-10-06
    ```

    ```toml accepté
    [[attestation]]
    code = "PRV022"
    statement = "Le contrat est signé."
    owner = "présidence"
    signed_on = 2026-10-06
    until = 2027-10-06
    ```
    """
    for rank, each in enumerate(held.attestations):
        if held.known and each.code not in held.known:
            found = f"une attestation vise {each.code}, qu’aucune règle ne porte"
            yield Fault(held.place(rank), found, "Corrigez le code, ou retirez l’attestation.")
