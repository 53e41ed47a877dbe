from collections.abc import Iterator

from comptoir.law.chart import CUSTOMERS
from comptoir.rules import MISSING, WARNING, Fault, rule
from comptoir.rules.values.fec import Fec, said
from comptoir.text import plural


@rule(
    "JRN043",
    "Tiers des écritures de clients",
    severity=WARNING,
    basis="LPF, art. A47 A-1 ; format du fichier",
    surface=Fec,
)
def third_parties(fec: Fec) -> Iterator[Fault]:
    """Cherche, dans un FEC, un numéro de tiers sans son nom ou l’inverse, et une ligne de clients
    (411) sans tiers.

    Biais : un compte collectif de clients divers sera signalé aussi.

    ```toml refusé
    lines = [
        "VE|Ventes|1|20260314|411|Clients|C-1||F-1|20260314|Facture|12,00|0,00|||20260314||",
    ]
    ```

    ```toml refusé
    lines = ["VE|Ventes|1|20260314|411|Clients|||F-1|20260314|Facture|12,00|0,00|||20260314||"]
    ```

    ```toml accepté
    lines = [
        "VE|Ventes|1|20260314|411|Clients|C-1|Jo|F-1|20260314|Facture|12,00|0,00|||20260314||",
    ]
    ```

    ```toml accepté
    lines = ["VE|Ventes|1|20260314|706|Services|||F-1|20260314|Facture|0,00|12,00|||20260314||"]
    ```
    """
    yield from said(fec, "JRN043", "Complétez la fiche du tiers.")
    bare = sum(len(row) > 7 and row[4].startswith(CUSTOMERS) and not row[6] for row in fec.rows)
    if bare:
        found = f"{plural(bare, 'ligne')} de clients sans tiers"
        yield Fault(fec.at("CompAuxNum"), found, "Donnez un tiers à chacune.", MISSING)
