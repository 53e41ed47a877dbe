from collections.abc import Iterator

from comptoir.rules import MISSING, WARNING, Fault, rule
from comptoir.rules.surfaces_site import Attested


@rule(
    "PRV022",
    "Contrat de sous-traitance",
    severity=WARNING,
    basis="RGPD, art. 28",
    surface=Attested,
)
def processor_contracts(held: Attested) -> Iterator[Fault]:
    """Cherche les sous-traitants du profil dont aucune date de contrat n’est notée, quand rien ne
    l’atteste non plus.

    Biais : seule la date est vue, jamais le contrat ; une attestation PRV022 en cours vaut pour
    tous.

    ```toml refusé
    [[processors]]
    name = "Courriels Fictifs"
    ```

    ```toml accepté
    [[processors]]
    name = "Courriels Fictifs"
    contract_on = 2025-01-09
    ```

    ```toml accepté
    [[processors]]
    name = "Courriels Fictifs"
    [[attestation]]
    code = "PRV022"
    statement = "Le contrat est signé."
    owner = "présidence"
    signed_on = 2026-10-06
    until = 2027-10-06
    ```
    """
    if held.stands("PRV022"):
        return
    for processor in held.organisation.processors:
        if processor.contract_on is None:
            yield Fault(
                held.place(),
                f"rien ne date le contrat avec {processor.name}",
                "Écrivez contract_on dans [[processors]], ou une attestation PRV022.",
                MISSING,
            )
