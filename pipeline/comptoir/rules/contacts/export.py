from collections.abc import Iterator

from comptoir.rules import ERROR, MISSING, Fault, rule
from comptoir.rules.values.contact import Export


@rule(
    "CTC012",
    "Export de contacts",
    severity=ERROR,
    basis="RGPD, art. 5.1.c ; RGPD, art. 32",
    surface=Export,
)
def export(export: Export) -> Iterator[Fault]:
    """Cherche les exports sans but, sans auteur, sans fin, non chiffrés, avec des champs non
    permis, des cellules qu’un tableur exécuterait (= + - @), ou rangés dans le dépôt.

    Biais : aucun.

    ```toml refusé
    purpose = "étiquettes"
    author = "coordination"
    rows = 120
    expires_on = 2026-12-01
    encrypted = true
    formulas_left = 2
    ```

    ```toml refusé
    rows = 120
    encrypted = false
    ```

    ```toml accepté
    purpose = "étiquettes"
    author = "coordination"
    rows = 120
    expires_on = 2026-12-01
    encrypted = true
    fields = ["nom", "adresse"]
    allowed_fields = ["nom", "adresse"]
    ```
    """
    lacks = {
        "but": export.purpose,
        "auteur": export.author,
        "nombre de lignes": export.rows is not None,
        "date de fin": export.expires_on,
        "chiffrement": export.encrypted,
        "trace": export.logged,
    }
    for name in (name for name, there in lacks.items() if not there):
        yield Fault(export.at(name), f"cet export est sans {name}", "Refaites-le.", MISSING)
    extra = sorted(set(export.fields) - set(export.allowed_fields))
    if extra:
        found = f"des champs n’ont pas à sortir : {', '.join(extra)}"
        yield Fault(export.at("fields"), found, "Retirez-les.")
    if export.formulas_left:
        found = f"{export.formulas_left} cellule(s) seraient exécutées par un tableur"
        yield Fault(export.at("cellules"), found, "Faites-les précéder d’une apostrophe.")
    if export.in_repository:
        yield Fault(export.at("path"), "cet export est dans le dépôt", "Mettez-le dans var/.")
