from collections.abc import Iterator

from comptoir.rules import ERROR, TO_CHECK, Fault, rule
from comptoir.rules.values.books import CashSoftware


@rule(
    "JRN033",
    "Logiciel de caisse : être dans le champ ou non",
    severity=ERROR,
    basis="CGI, art. 286, I-3° bis et II ; BOI-TVA-DECLA-30-10-30",
    surface=CashSoftware,
    seen="REF26",
)
def cash_scope(cash: CashSoftware) -> Iterator[Fault]:
    """Cherche un organisme qui charge de la TVA, enregistre des règlements de particuliers, et ne
    dit pas s’il est dans le champ du logiciel de caisse, ou se dit dehors. Facturer les
    particuliers n’en fait pas sortir.

    Biais : en sortent ceux qui ne facturent pas de TVA, et ceux dont tous les règlements passent
    par un établissement de crédit ; un établissement de paiement n’en est pas un. La décision reste
    à une personne.

    ```toml refusé
    taxable = true
    consumers = true
    ```

    ```toml refusé
    taxable = true
    consumers = true
    declared = "out"
    ```

    ```toml accepté
    taxable = true
    consumers = true
    declared = "in"
    ```

    ```toml accepté
    taxable = false
    consumers = true
    ```

    ```toml accepté
    taxable = true
    consumers = true
    bank_only = true
    declared = "out"
    ```
    """
    if not cash.in_scope or cash.declared == "in":
        return
    if cash.declared == "out":
        found = "l’organisme se dit hors du champ du logiciel de caisse, et semble y être"
    else:
        found = "l’organisme semble dans le champ du logiciel de caisse, et ne le dit pas"
    remedy = "Attestez JRN034 avec votre preuve (certificat ou attestation de l’éditeur)."
    yield Fault(cash.at("champ"), found, remedy, TO_CHECK)
