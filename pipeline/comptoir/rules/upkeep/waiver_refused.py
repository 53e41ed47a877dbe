from collections.abc import Iterator

from comptoir.errors import Place
from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.surfaces import WaiverUse
from comptoir.rules.upkeep.waiver_expired import PATH


@rule(
    "CHK002", "Dérogation impossible", severity=ERROR, basis="constat : le code", surface=WaiverUse
)
def waiver_refused(use: WaiverUse) -> Iterator[Fault]:
    """Cherche les dérogations à des règles auxquelles on ne déroge pas, ou qui n’existent pas.

    Biais : aucun.

    ```toml refusé
    [[waiver]]
    code = "CTC033"
    reason = "On verra plus tard."
    owner = "coordination"
    until = 2027-06-30
    ```

    ```toml accepté
    [[waiver]]
    code = "SEO002"
    reason = "Descriptions en cours d’écriture."
    owner = "coordination"
    until = 2027-06-30
    ```
    """
    at = Place(PATH, use.line, use.waiver.code)
    if not use.allowed:
        found = f"on ne déroge pas à {use.waiver.code}"
        yield Fault(at, found, "Retirez la dérogation et corrigez la faute.")
    elif not use.known:
        found = f"aucune règle ne s’appelle {use.waiver.code}"
        yield Fault(at, found, "Vérifiez le code : comptoir rule list.")
