from collections.abc import Iterator

from comptoir.law.einvoice import NEGATIVE_PRICES
from comptoir.money import decimals
from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.values.einvoice import EInvoice

MOST = {"montant": 2, "quantité": 4, "prix": 6, "taux": 2}


@rule(
    "DOC071",
    "Décimales et prix positifs",
    severity=ERROR,
    basis="BR-FR-DEC-01 à BR-FR-DEC-04",
    surface=EInvoice,
    seen="FXE",
)
def xml_decimals(xml: EInvoice) -> Iterator[Fault]:
    """Cherche les montants à plus de deux décimales, les quantités à plus de quatre, les prix
    unitaires à plus de six ou négatifs, les taux à plus de deux.

    Biais : une réduction est une remise, jamais un prix négatif ; seuls les cadres à deux sens (S9,
    M9, B9) en admettent.

    ```toml refusé
    frame = "B1"
    lines = [{ quantity = "1", unit_price = "-10.00", net = "-10.00" }]
    ```

    ```toml refusé
    frame = "B1"
    amounts = ["100.005"]
    ```

    ```toml accepté
    frame = "B1"
    amounts = ["100.00", "20.00"]
    lines = [{ quantity = "1.2500", unit_price = "33.333333", net = "41.67", rate = "20.00" }]
    ```

    ```toml accepté
    frame = "B9"
    lines = [{ quantity = "1", unit_price = "-10.00", net = "-10.00" }]
    ```
    """
    found = {
        "montant": (*xml.amounts, *(line.net for line in xml.lines)),
        "quantité": [line.quantity for line in xml.lines],
        "prix": [line.unit_price for line in xml.lines],
        "taux": (*(line.rate for line in xml.lines), *(rate for _, rate in xml.rates)),
    }
    for what, numbers in found.items():
        if any(decimals(number) > MOST[what] for number in numbers):
            said = f"un {what} a plus de {MOST[what]} décimales".replace(
                "un quantité", "une quantité"
            )
            yield Fault(xml.at(what), said, "Arrondissez avant d’écrire le XML.")
    if xml.frame not in NEGATIVE_PRICES and any(line.unit_price < 0 for line in xml.lines):
        remedy = "Faites de la réduction une remise (BG-20 ou BG-27)."
        yield Fault(xml.at("BT-146"), "un prix unitaire est négatif", remedy)
