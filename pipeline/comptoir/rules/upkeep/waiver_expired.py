from collections.abc import Iterator

from comptoir.dates import short_date
from comptoir.errors import Place
from comptoir.rules import WARNING, Fault, rule
from comptoir.rules.surfaces import WaiverUse

PATH = "legal/waivers.toml"
SOON = 30  # days


@rule("CHK001", "Dérogation échue", severity=WARNING, basis="constat : la date", surface=WaiverUse)
def waiver_expired(use: WaiverUse) -> Iterator[Fault]:
    """Cherche les dérogations finies : ce qu’elles couvraient revient dans le rapport ; et celles
    qui finissent sous 30 jours.

    Biais : aucune.

    ```toml refusé
    [[waiver]]
    code = "SEO002"
    reason = "Descriptions en cours d’écriture."
    owner = "coordination"
    until = 2026-10-31
    ```

    ```toml accepté
    [[waiver]]
    code = "SEO002"
    reason = "Descriptions en cours d’écriture."
    owner = "coordination"
    until = 2027-06-30
    ```
    """
    waiver = use.waiver
    at = Place(PATH, use.line, waiver.code)
    if use.expired:
        found = f"la dérogation à {waiver.code} a pris fin le {short_date(waiver.until)}"
        yield Fault(at, found, f"Corrigez la faute, ou renouvelez-la ({waiver.owner}).")
    elif (waiver.until - use.today).days <= SOON:
        found = f"la dérogation à {waiver.code} prend fin le {short_date(waiver.until)}"
        yield Fault(at, found, f"Corrigez la faute, ou renouvelez-la ({waiver.owner}).")
