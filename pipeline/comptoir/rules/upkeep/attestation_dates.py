from collections.abc import Iterator

from comptoir.rules import WARNING, Fault, rule
from comptoir.rules.surfaces_site import Attested

YEARS = 3


@rule(
    "CHK006",
    "Dates d’une attestation",
    severity=WARNING,
    basis="constat : les dates",
    surface=Attested,
)
def attestation_dates(held: Attested) -> Iterator[Fault]:
    """Cherche les attestations signées dans l’avenir, finies avant d’être signées, ou données pour
    plus de trois ans.

    Biais : aucun.

    ```toml refusé
    [[attestation]]
    code = "PRV022"
    statement = "Le contrat est signé."
    owner = "présidence"
    signed_on = 2026-10-06
    until = 2036-10-06
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
        at = held.place(rank)
        if each.signed_on > held.today:
            found = f"l’attestation de {each.code} est signée dans l’avenir"
            yield Fault(at, found, "Écrivez le jour de la signature.")
        elif each.until < each.signed_on:
            found = f"l’attestation de {each.code} finit avant d’être signée"
            yield Fault(at, found, "Corrigez signed_on ou until.")
        elif (each.until - each.signed_on).days > YEARS * 366:
            found = f"l’attestation de {each.code} est donnée pour plus de trois ans"
            yield Fault(at, found, "Choisissez une date plus proche : ce qui dure se vérifie.")
