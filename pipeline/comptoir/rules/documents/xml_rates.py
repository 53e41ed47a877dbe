from collections.abc import Iterator

from comptoir.law.einvoice import CATEGORIES, RATES
from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.values.einvoice import EInvoice
from comptoir.text import french_list


@rule(
    "DOC070",
    "Catégories et taux de TVA électroniques",
    severity=ERROR,
    basis="BR-FR-15 et BR-FR-16",
    surface=EInvoice,
    seen="FXE",
)
def xml_rates(xml: EInvoice) -> Iterator[Fault]:
    """Cherche une catégorie de TVA ou un taux hors des listes françaises.

    Biais : la liste a les taux corses et les anciens ; que le taux soit celui du jour, VAT001 le
    dit.

    ```toml refusé
    lines = [{ category = "L", rate = "20" }]
    ```

    ```toml refusé
    rates = [["S", "15"]]
    ```

    ```toml accepté
    lines = [{ category = "S", rate = "20.00" }, { category = "E", rate = "0" }]
    rates = [["S", "20.00"], ["E", "0"]]
    ```
    """
    for category, rate in (*((line.category, line.rate) for line in xml.lines), *xml.rates):
        if category not in CATEGORIES:
            found = "une catégorie de TVA n’est pas dans la liste"
            yield Fault(
                xml.at("TVA"), found, f"Employez {french_list(sorted(CATEGORIES), last='ou')}."
            )
        elif rate not in RATES:
            found = "un taux de TVA n’est pas dans la liste française"
            yield Fault(xml.at("TVA"), found, "Corrigez le taux.")
