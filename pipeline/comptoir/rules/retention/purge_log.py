from collections.abc import Iterator

from comptoir.rules import ERROR, MISSING, Fault, rule
from comptoir.rules.values.archive import Destruction


@rule(
    "RET021",
    "Trace d’une purge",
    severity=ERROR,
    basis="RGPD, art. 5.2",
    surface=Destruction,
)
def purge_log(purge: Destruction) -> Iterator[Fault]:
    """Cherche les purges sans classe, sans nombre, sans règle ou sans date, et celles dont la
    trace garde ce qui a été effacé.

    Biais : aucun.

    ```toml refusé
    category = "prospects"
    count = 41
    ```

    ```toml refusé
    category = "prospects"
    count = 41
    rule = "RET001"
    on = 2026-11-02
    names_kept = true
    ```

    ```toml accepté
    category = "prospects"
    count = 41
    rule = "RET001"
    on = 2026-11-02
    ```
    """
    lacks = {
        "sa classe": purge.category,
        "son nombre": purge.count is not None,
        "sa règle": purge.rule,
        "sa date": purge.on,
    }
    missing = [name for name, there in lacks.items() if not there]
    if missing:
        found = f"cette purge ne dit pas {', '.join(missing)}"
        yield Fault(purge.at(), found, "Complétez sa trace.", MISSING)
    if purge.names_kept:
        found = "la trace de cette purge garde ce qui a été effacé"
        yield Fault(purge.at("names_kept"), found, "N’en gardez que le nombre.")
