from collections.abc import Iterator

from comptoir.rules import ERROR, MISSING, Fault, rule
from comptoir.rules.values.archive import ArchiveItem

ALLOWED = {
    "sales": ("finance", "legal"),
    "dues": ("finance", "legal"),
    "gifts": ("finance", "legal"),
    "purchases": ("finance", "legal"),
    "bank": ("finance", "legal"),
    "tax": ("finance", "legal"),
    "social": ("health", "legal"),
    "consents": ("team", "legal"),
    "campaigns": ("team", "legal"),
}


@rule(
    "ARC008",
    "Niveaux d’accès",
    severity=ERROR,
    basis="RGPD, art. 32 ; RGPD, art. 5.1.f",
    surface=ArchiveItem,
)
def access_levels(item: ArchiveItem) -> Iterator[Fault]:
    """Cherche les pièces plus ouvertes que leur classe ne le permet : les comptes et les dons à la
    trésorerie, la santé et le social à leur service, les accords au moins à l’équipe.

    Biais : une pièce publiée (statuts, comptes annuels) peut être publique.

    ```toml refusé
    category = "gifts"
    access = "team"
    ```

    ```toml refusé
    category = "social"
    access = "finance"
    ```

    ```toml refusé
    category = "sales"
    access = ""
    ```

    ```toml accepté
    category = "gifts"
    access = "finance"
    ```

    ```toml accepté
    category = "website"
    access = "public"
    ```

    ```toml accepté
    category = "social"
    access = "health"
    ```
    """
    if not item.access:
        found = "cette pièce n’a pas de niveau d’accès"
        yield Fault(item.at("accès"), found, "Donnez-lui le plus étroit.", MISSING)
    elif item.category in ALLOWED and item.access not in ALLOWED[item.category]:
        found = "cette pièce est plus ouverte que sa classe"
        yield Fault(item.at("accès"), found, "Réduisez son accès.")
