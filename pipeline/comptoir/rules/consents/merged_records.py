from collections.abc import Iterator

from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.values.contact import Merge


@rule(
    "CNS019",
    "Fusion de doublons",
    severity=ERROR,
    basis="RGPD, art. 5 et 21",
    surface=Merge,
)
def merged_records(merge: Merge) -> Iterator[Fault]:
    """Cherche les fusions de fiches qui perdent un refus : la fiche réunie garde le plus strict
    des deux.

    Biais : aucun.

    ```toml refusé
    refused_before = ["lettre-infos/email", "boutique/email"]
    refused_after = ["lettre-infos/email"]
    ```

    ```toml refusé
    refused_before = ["boutique/email"]
    refused_after = ["boutique/email"]
    granted_after = ["boutique/email"]
    ```

    ```toml accepté
    refused_before = ["boutique/email"]
    refused_after = ["boutique/email"]
    granted_after = ["lettre-infos/email"]
    ```
    """
    lost = set(merge.refused_before) - set(merge.refused_after)
    lost |= set(merge.refused_before) & set(merge.granted_after)
    for name in sorted(lost):
        found = f"la fusion oublie un refus ({name})"
        yield Fault(merge.at(name), found, "Gardez le plus strict des deux.")
