from collections.abc import Iterator

from comptoir.money import ZERO
from comptoir.rules import ERROR, MISSING, Fault, rule
from comptoir.rules.values.books import VatRegister


@rule(
    "JRN042",
    "Registre de la TVA",
    severity=ERROR,
    basis="CGI, art. 286, I-3° ; calcul",
    surface=VatRegister,
)
def vat_register(register: VatRegister) -> Iterator[Fault]:
    """Cherche un registre dont la TVA n’est pas celle du journal, ou de la déclaration arrondie à
    l’euro, et les lignes sans fait générateur ni pièce.

    Biais : la déclaration se fait en euros entiers : un euro par taux d’écart est admis.

    ```toml refusé
    ledger_tax = "41.00"
    rows = [{ rate = 20, base = "200.00", tax = "40.00", tax_point = "payment", document = "F-1" }]
    ```

    ```toml refusé
    ledger_tax = "40.00"
    rows = [{ rate = 20, base = "200.00", tax = "40.00" }]
    ```

    ```toml accepté
    ledger_tax = "40.40"
    declared = 40
    rows = [{ rate = 20, base = "202.00", tax = "40.40", tax_point = "payment", document = "F-1" }]
    ```
    """
    total = sum((row.tax for row in register.rows), ZERO)
    if total != register.ledger_tax:
        found = "la TVA du registre n’est pas celle du journal"
        yield Fault(register.at("totaux"), found, "Cherchez la pièce qui manque.")
    if any(not row.tax_point or not row.document for row in register.rows):
        found = "une ligne du registre est sans fait générateur ou sans pièce"
        yield Fault(register.at(), found, "Complétez-la.", MISSING)
    rates = len({row.rate for row in register.rows})
    if register.declared is not None and abs(total - register.declared) > max(rates, 1):
        found = "la TVA déclarée n’est pas celle du registre"
        yield Fault(register.at("déclaration"), found, "Corrigez sur la déclaration suivante.")
