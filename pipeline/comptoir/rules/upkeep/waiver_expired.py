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

    Biais : aucun.

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
    if use.expired or (waiver.until - use.today).days <= SOON:
        word = "a pris fin" if use.expired else "prend fin"
        found = f"la dérogation à {waiver.code} {word} le {short_date(waiver.until)}"
        remedy = f"Corrigez la faute, ou renouvelez-la ({waiver.owner})."
        yield Fault(Place(PATH, use.line, waiver.code), found, remedy)
