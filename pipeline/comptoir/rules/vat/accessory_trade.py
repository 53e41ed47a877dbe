from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from comptoir.law.vat import ACCESSORY_TRADE
from comptoir.rules import INFO, WARNING, Fault, rule
from comptoir.rules.values.concerned import exempt_association
from comptoir.rules.values.tax import Turnover

NEAR = Decimal("0.8")


@rule(
    "VAT017",
    "Activités lucratives accessoires d’une association",
    severity=WARNING,
    basis="CGI, art. 206, 1 bis et 261, 7-1°",
    surface=Turnover,
    applies=exempt_association,
)
def accessory_trade(turnover: Turnover) -> Iterator[Fault]:
    """Cherche les recettes accessoires d’une association non assujettie qui approchent ou passent
    le plafond sous lequel elles ne sont pas imposées.

    Biais : le plafond change chaque année ; le dernier connu est de 2025, à relire : la règle
    avertit. Dons, cotisations et subventions n’y comptent pas.

    ```toml refusé
    lucrative = "81000.00"
    [organisation.vat]
    regime = "exempt"
    ```

    ```toml accepté
    lucrative = "4200.00"
    [organisation.vat]
    regime = "exempt"
    ```

    ```toml accepté
    lucrative = "81000.00"
    [organisation.vat]
    regime = "real"
    ```
    """
    limit = ACCESSORY_TRADE.on(date(turnover.year, 12, 31))
    if turnover.lucrative > limit:
        found = "les recettes accessoires passent le plafond des associations"
        yield Fault(
            turnover.at(), found, "TVA et impôts commerciaux sont en jeu : faites le point."
        )
    elif turnover.lucrative >= NEAR * limit:
        found = "les recettes accessoires atteignent 80 % du plafond des associations"
        yield Fault(turnover.at(), found, "Surveillez-les.", severity=INFO)
