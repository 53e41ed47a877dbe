from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from comptoir.law.vat import SMALL_BUSINESS
from comptoir.rules import INFO, WARNING, Fault, rule
from comptoir.rules.values.concerned import small_business
from comptoir.rules.values.tax import Turnover

NEAR = Decimal("0.8")


@rule(
    "VAT015",
    "Seuils de la franchise en base",
    severity=WARNING,
    basis="CGI, art. 293 B",
    surface=Turnover,
    seen="LEGF",
    applies=small_business,
)
def franchise_thresholds(turnover: Turnover) -> Iterator[Fault]:
    """Cherche un chiffre d’affaires de l’année qui atteint 80 % d’un seuil de la franchise, qui le
    passe, ou qui passe le seuil majoré.

    Biais : le seuil des biens vaut pour l’ensemble, celui des services pour les services.

    ```toml refusé
    services = "31000.00"
    [organisation.vat]
    regime = "franchise"
    ```

    ```toml refusé
    services = "42000.00"
    [organisation.vat]
    regime = "franchise"
    ```

    ```toml accepté
    services = "12000.00"
    goods = "20000.00"
    [organisation.vat]
    regime = "franchise"
    ```

    ```toml accepté
    services = "42000.00"
    [organisation.vat]
    regime = "real"
    ```
    """
    limits = SMALL_BUSINESS.on(date(turnover.year, 12, 31))
    sums = (
        ("des services", turnover.services, limits.services, limits.services_upper),
        ("de l’ensemble", turnover.services + turnover.goods, limits.goods, limits.goods_upper),
    )
    for what, total, limit, upper in sums:
        if total > upper:
            found = f"le chiffre d’affaires {what} passe le seuil majoré de la franchise"
            yield Fault(turnover.at(), found, "La TVA est due dès ce jour : voyez votre comptable.")
        elif total > limit:
            found = f"le chiffre d’affaires {what} passe le seuil de la franchise"
            yield Fault(turnover.at(), found, "La franchise cesse au 1er janvier suivant.")
        elif total >= NEAR * limit:
            found = f"le chiffre d’affaires {what} atteint 80 % du seuil de la franchise"
            yield Fault(turnover.at(), found, "Surveillez-le.", severity=INFO)
