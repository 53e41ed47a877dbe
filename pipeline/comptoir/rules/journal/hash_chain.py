from collections.abc import Iterator

from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.values.books import HashChain


@rule(
    "JRN008",
    "Chaîne des écritures",
    severity=ERROR,
    basis="BOI-TVA-DECLA-30-10-30 ; constat dans les comptes",
    surface=HashChain,
    seen="REF26",
)
def hash_chain(chain: HashChain) -> Iterator[Fault]:
    """Cherche une chaîne rompue, ou un ancrage disparu : une écriture validée a été changée ou
    retirée hors de Comptoir.

    Biais : la loi ne nomme pas ce moyen pour une comptabilité ; elle demande l’inaltérabilité, que
    la chaîne prouve.

    ```toml refusé
    broken_at = 12
    ```

    ```toml refusé
    lost_anchors = 1
    ```

    ```toml accepté
    anchored_on = 2026-11-20
    ```
    """
    remedy = "Quelqu’un a écrit dans la base sans passer par Comptoir : restaurez une sauvegarde."
    if chain.broken_at is not None:
        yield Fault(chain.at(f"rang {chain.broken_at}"), "la chaîne est rompue ici", remedy)
    if chain.lost_anchors:
        yield Fault(chain.at("ancrages"), "ce qui avait été ancré a disparu ou changé", remedy)
