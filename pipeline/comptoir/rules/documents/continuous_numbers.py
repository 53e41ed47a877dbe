from collections.abc import Iterator

from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.values.document import Series
from comptoir.sales.numbering import gaps


@rule(
    "DOC001",
    "Numéros sans trou",
    severity=ERROR,
    basis="CGI, ann. II, art. 242 nonies A, I-7°",
    surface=Series,
    seen="REF26",
)
def continuous_numbers(series: Series) -> Iterator[Fault]:
    """Cherche, dans une série, un numéro qui manque, qui revient, ou qu’un brouillon porte.

    Biais : les numéros sont ceux que la série a donnés ; un brouillon n’en a pas.

    ```toml refusé
    numbers = ["F-2026-0001", "F-2026-0003"]
    ```

    ```toml refusé
    numbers = ["F-2026-0001", "F-2026-0001"]
    ```

    ```toml refusé
    numbers = ["F-2026-0001"]
    drafts = ["F-2026-0002"]
    ```

    ```toml accepté
    numbers = ["F-2026-0001", "F-2026-0002"]
    ```
    """
    remedy = "Cherchez qui a écrit sans passer par Comptoir : un numéro donné ne se reprend pas."
    for number in gaps(series.numbers):
        yield Fault(series.at(number), "un numéro manque dans la série", remedy)
    for number in sorted({n for n in series.numbers if series.numbers.count(n) > 1}):
        yield Fault(series.at(number), "un numéro a été donné deux fois", remedy)
    for number in series.drafts:
        yield Fault(series.at(number), "un brouillon porte un numéro", "Numérotez à l’émission.")
