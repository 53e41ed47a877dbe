from collections.abc import Iterator

from comptoir.rules import ERROR, MISSING, Fault, rule
from comptoir.rules.values.books import CashSoftware


@rule(
    "JRN034",
    "Logiciel de caisse : preuve détenue",
    severity=ERROR,
    basis="CGI, art. 286, I-3° bis et art. 1770 duodecies",
    surface=CashSoftware,
    seen="REF26",
)
def cash_proof(cash: CashSoftware) -> Iterator[Fault]:
    """Cherche, dans le champ, une preuve qui manque, une attestation que l’organisme s’est faite à
    lui-même d’un logiciel développé pour lui (seul un certificat vaut alors), et une preuve d’une
    autre version majeure.

    Biais : une version mineure ne demande pas de preuve nouvelle.

    ```toml refusé
    taxable = true
    consumers = true
    declared = "in"
    ```

    ```toml refusé
    taxable = true
    consumers = true
    declared = "in"
    self_developed = true
    proof = "publisher"
    ```

    ```toml refusé
    taxable = true
    consumers = true
    declared = "in"
    proof = "publisher"
    proof_version = "1.4"
    version = "2.0"
    ```

    ```toml accepté
    taxable = true
    consumers = true
    declared = "in"
    proof = "publisher"
    proof_version = "1.4"
    version = "1.7"
    ```

    ```toml accepté
    taxable = true
    consumers = true
    declared = "in"
    self_developed = true
    proof = "certificate"
    ```

    ```toml accepté
    taxable = false
    consumers = true
    ```
    """
    if not cash.in_scope or cash.declared != "in":
        return
    if not cash.proof:
        found = "aucune preuve du logiciel de caisse n’est détenue"
        yield Fault(cash.at("preuve"), found, "Demandez un certificat ou l’attestation.", MISSING)
    elif cash.self_developed and cash.proof != "certificate":
        found = "un logiciel développé pour soi demande un certificat"
        yield Fault(cash.at("preuve"), found, "L’attestation appartient à un véritable éditeur.")
    elif cash.proof_version and _major(cash.proof_version) != _major(cash.version):
        found = "la preuve est celle d’une autre version majeure"
        yield Fault(cash.at("version"), found, "Demandez celle de la version employée.")


def _major(version: str) -> str:
    return version.partition(".")[0]
