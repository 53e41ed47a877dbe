from collections.abc import Iterator

from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.values.document import Series


@rule(
    "DOC003",
    "Dates dans l’ordre des numéros",
    severity=ERROR,
    basis="BOI-TVA-DECLA-30-20-20-10",
    surface=Series,
    seen="REF26",
)
def dates_in_order(series: Series) -> Iterator[Fault]:
    """Cherche, dans une série, un document plus ancien que celui qui le précède.

    Biais : aucun.

    ```toml refusé
    numbers = ["F-2026-0001", "F-2026-0002"]
    dates = [2026-11-20, 2026-11-18]
    ```

    ```toml accepté
    numbers = ["F-2026-0001", "F-2026-0002"]
    dates = [2026-11-20, 2026-11-20]
    ```
    """
    for number, earlier, day in zip(
        series.numbers[1:], series.dates, series.dates[1:], strict=False
    ):
        if day < earlier:
            found = "ce document est daté d’avant le précédent"
            yield Fault(series.at(number), found, "On n’antidate pas.")
