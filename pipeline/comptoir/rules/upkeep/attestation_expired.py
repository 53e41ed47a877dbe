from collections.abc import Iterator

from comptoir.dates import short_date
from comptoir.rules import WARNING, Fault, rule
from comptoir.rules.surfaces_site import Attested
from comptoir.rules.upkeep.waiver_expired import SOON


@rule(
    "CHK004",
    "Attestation échue",
    severity=WARNING,
    basis="constat : la date",
    surface=Attested,
)
def attestation_expired(held: Attested) -> Iterator[Fault]:
    """Cherche les attestations finies, et celles qui finissent sous trente jours.

    Biais : une attestation plus récente de la même règle couvre l’ancienne.

    ```toml refusé
    [[attestation]]
    code = "PRV022"
    statement = "Le contrat est signé."
    owner = "présidence"
    signed_on = 2025-10-06
    until = 2026-10-06
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
        if held.of(each.code) is not each:
            continue
        days = (each.until - held.today).days
        if days <= SOON:
            word = "a pris fin" if days < 0 else "prend fin"
            found = f"l’attestation de {each.code} {word} le {short_date(each.until)}"
            yield Fault(held.place(rank), found, f"Vérifiez et signez de nouveau ({each.owner}).")
