from collections.abc import Iterator

from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.values.fec import Fec


@rule(
    "JRN014",
    "Nom du FEC",
    severity=ERROR,
    basis="LPF, art. A47 A-1, X",
    surface=Fec,
    seen="REF26",
)
def fec_name(fec: Fec) -> Iterator[Fault]:
    """Cherche un FEC qui ne se nomme pas SIREN + FEC + date de clôture + .txt.

    Biais : sans SIREN, un autre nom est permis, et dit.

    ```toml refusé
    name = "export-fec-2026.csv"
    ```

    ```toml refusé
    name = "999140353FEC20251231.txt"
    ```

    ```toml accepté
    name = "999140353FEC20261231.txt"
    ```

    ```toml accepté
    name = "export-2026.txt"
    siren = ""
    ```
    """
    if not fec.siren:
        return
    wanted = f"{fec.siren}FEC{fec.ends:%Y%m%d}.txt"
    if fec.name != wanted:
        found = "le nom du fichier n’est pas celui que le texte demande"
        yield Fault(fec.at("nom"), found, f"Nommez-le {wanted}.")
