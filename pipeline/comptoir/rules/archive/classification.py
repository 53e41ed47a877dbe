from collections.abc import Iterator

from comptoir.rules import WARNING, Fault, rule
from comptoir.rules.values.archive import ArchiveItem
from comptoir.text import french_list

PLAN = {
    "sales": "ventes",
    "dues": "cotisations",
    "gifts": "dons",
    "purchases": "achats",
    "bank": "banque",
    "tax": "impôts",
    "social": "social",
    "legal_life": "vie statutaire",
    "consents": "accords",
    "campaigns": "envois",
    "website": "site",
}


@rule(
    "ARC007",
    "Plan de classement",
    severity=WARNING,
    basis="usage",
    surface=ArchiveItem,
)
def classification(item: ArchiveItem) -> Iterator[Fault]:
    """Cherche les pièces hors du plan de classement : ventes, cotisations, dons, achats, banque,
    impôts, social, vie statutaire, accords, envois, site.

    Biais : aucun ; le plan est celui de Comptoir.

    ```toml refusé
    category = "divers"
    ```

    ```toml accepté
    category = "sales"
    ```

    ```toml accepté
    category = "legal_life"
    ```
    """
    if item.category not in PLAN:
        found = "cette pièce est hors du plan de classement"
        remedy = f"Choisissez : {french_list(PLAN.values(), last='ou')}."
        yield Fault(item.at("classement"), found, remedy)
