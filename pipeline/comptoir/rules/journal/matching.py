from collections.abc import Iterator

from comptoir.money import ZERO
from comptoir.rules import ERROR, MISSING, Fault, rule
from comptoir.rules.values.books import Match


@rule(
    "JRN020",
    "Lettrage",
    severity=ERROR,
    basis="calcul ; LPF, art. A47 A-1",
    surface=Match,
)
def matching(match: Match) -> Iterator[Fault]:
    """Cherche les lettrages qui ne s’annulent pas, qui mêlent deux tiers, ou qui n’ont pas de date.

    Biais : un lettrage partiel laisse une ligne non lettrée, non un écart.

    ```toml refusé
    parties = ["C-000001"]
    amounts = ["120.00", "-100.00"]
    on = 2026-11-20
    ```

    ```toml refusé
    parties = ["C-000001", "C-000002"]
    amounts = ["120.00", "-120.00"]
    on = 2026-11-20
    ```

    ```toml accepté
    parties = ["C-000001"]
    amounts = ["120.00", "-70.00", "-50.00"]
    on = 2026-11-20
    ```
    """
    if sum(match.amounts, ZERO):
        yield Fault(match.at("montant"), "ce lettrage n’est pas équilibré", "Défaites-le.")
    if len(set(match.parties)) > 1:
        yield Fault(match.at("tiers"), "ce lettrage mêle plusieurs tiers", "Défaites-le.")
    if match.code and match.on is None:
        yield Fault(match.at("date"), "ce lettrage n’a pas de date", "Refaites-le.", MISSING)
