from collections.abc import Iterator

from comptoir.rules import INFO, MISSING, Fault, kinds, rule
from comptoir.rules.surfaces import Identity
from comptoir.settings.organisation import Kind


@rule(
    "MEN012",
    "Numéros d’une association",
    severity=INFO,
    basis="Cerfa 11580*05",
    surface=Identity,
    applies=kinds(Kind.ASSOCIATION),
)
def association_numbers(identity: Identity) -> Iterator[Fault]:
    """Cherche le numéro RNA ou le SIREN d’une association qui délivre des reçus fiscaux.

    La loi sur les sites ne les demande pas ; le reçu, si.

    Biais : un seul des deux suffit ; une association sans reçus n’est pas concernée.

    ```toml refusé
    siren = ""
    siret = ""
    [tax_receipts]
    eligible = true
    ```

    ```toml accepté
    rna = "W354009990"
    [tax_receipts]
    eligible = true
    ```
    """
    organisation = identity.organisation
    if organisation.tax_receipts.eligible and not (organisation.rna or organisation.siren):
        yield Fault(
            identity.at("tax_receipts.eligible"),
            "l’association délivre des reçus et n’a ni numéro RNA ni SIREN au profil",
            "Écrivez rna ou siren : le reçu le porte.",
            MISSING,
        )
