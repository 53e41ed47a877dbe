from collections.abc import Iterator

from comptoir.rules import MISSING, WARNING, Fault, rule
from comptoir.rules.values.fec import Fec


@rule(
    "JRN015",
    "Description du FEC",
    severity=WARNING,
    basis="LPF, art. A47 A-1, II",
    surface=Fec,
    seen="ETA",
)
def fec_description(fec: Fec) -> Iterator[Fault]:
    """Cherche un FEC remis sans la description de ses champs et de ses codes.

    Biais : aucun.

    ```toml refusé
    described = false
    ```

    ```toml accepté
    described = true
    ```
    """
    if not fec.described:
        found = "ce FEC n’est pas accompagné de sa description"
        yield Fault(fec.at(), found, "Joignez la notice que l’export écrit.", MISSING)
